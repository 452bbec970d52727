type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const prefix = (userId: string) => `jipp.kept.${userId}.`

/** What one person typed and has not sent, in this browser: whoever signs in next does not see it. */
export function keptFor<T>(userId: string, name: string, storage: Store) {
  const key = prefix(userId) + name
  return {
    read(): T | undefined {
      try {
        const text = storage.getItem(key)
        return text === null ? undefined : (JSON.parse(text) as T)
      } catch {
        return undefined
      }
    },
    write(value: T | undefined) {
      try {
        if (value === undefined) storage.removeItem(key)
        else storage.setItem(key, JSON.stringify(value))
      } catch {
        // Storage is full or blocked: the page itself still holds what was typed.
      }
    },
  }
}

/** Names of what is said about the work of others: it does not stay behind on a shared computer. */
export const judging = 'judging.'

/** Whoever signs out leaves nothing of it here. */
export function forgetJudging(userId: string, storage?: Storage) {
  try {
    const all = storage ?? localStorage
    Object.keys(all)
      .filter((key) => key.startsWith(prefix(userId) + judging))
      .forEach((key) => all.removeItem(key))
  } catch {
    // Storage is blocked: then nothing was kept.
  }
}
