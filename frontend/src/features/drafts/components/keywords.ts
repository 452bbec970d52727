/** `antrean, pajak,, Antrean` -> antrean and pajak. */
export function keywordsOf(text: string): string[] {
  const seen = new Set<string>()
  return text
    .split(/[,;\n]/)
    .map((word) => word.trim())
    .filter((word) => {
      const key = word.toLowerCase()
      if (word === '' || seen.has(key)) return false
      seen.add(key)
      return true
    })
}
