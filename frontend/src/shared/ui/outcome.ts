let said: string | undefined
const listeners = new Set<() => void>()

function set(text: string | undefined) {
  said = text
  listeners.forEach((listener) => listener())
}

/** What was just done. The frame around all pages says it, since what did it may be gone with that. */
export const outcome = {
  get: () => said,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  say: (text: string) => set(text),
  clear: () => set(undefined),
}
