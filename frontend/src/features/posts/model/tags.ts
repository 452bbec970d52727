/** The tags with those that were typed, each once whatever its case. */
export function addTags(tags: string[], typed: string): string[] {
  const known = new Set(tags.map((tag) => tag.toLowerCase()))
  const fresh = typed
    .split(',')
    .map((tag) => tag.trim().replace(/^#/, '').replace(/\s+/g, ' '))
    .filter((tag) => {
      const key = tag.toLowerCase()
      if (key === '' || known.has(key)) return false
      known.add(key)
      return true
    })
  return [...tags, ...fresh]
}
