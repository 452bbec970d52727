const key = 'jipp.session'

/**
 * Says that this browser has a refresh cookie (which script cannot see) and when it was last
 * renewed. Without it a first visit would ask in vain and leave a 401 in the console.
 */
export interface Hint {
  read(): string | null
  write(value: string | null): void
}

export const browserHint: Hint = {
  read() {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  },
  write(value) {
    try {
      if (value === null) localStorage.removeItem(key)
      else localStorage.setItem(key, value)
    } catch {
      // Storage is blocked: the session ends with the page.
    }
  },
}
