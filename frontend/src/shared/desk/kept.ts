type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** What one person typed and has not sent, in this browser: whoever signs in next does not see it. */
export function keptFor<T>(userId: string, name: string, storage: Store) {
  const key = `jipp.kept.${userId}.${name}`
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
