const key = 'jipp.searches'
const most = 5

/** The searches that were made last in this browser. */
export function recent(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((q): q is string => typeof q === 'string') : []
  } catch {
    return []
  }
}

export function remember(q: string) {
  try {
    const kept = [q, ...recent().filter((other) => other !== q)].slice(0, most)
    localStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // Storage is blocked: there is nothing to come back to.
  }
}
