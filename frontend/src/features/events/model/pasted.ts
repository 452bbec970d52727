import type { Institution } from '@/api/types'

type Named = Pick<Institution, 'id' | 'code' | 'name' | 'short_name'>

/** As people write names: without regard to case, dots, double spaces and what a list puts in front. */
const key = (text: string) =>
  text
    .toLowerCase()
    .replace(/^\s*(?:\d+[.)]|[-*•])\s*/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The institutions that the lines of a list name by code or name, and the lines that name none. */
export function findPasted<T extends Named>(text: string, institutions: readonly T[]) {
  const known = new Map<string, T>()
  for (const one of institutions) {
    for (const name of [one.name, one.short_name, one.code]) known.set(key(name), one)
  }
  const found = new Set<T>()
  const unknown: string[] = []
  for (const line of text.split(/[\n;\t]/)) {
    if (key(line) === '') continue
    const one = known.get(key(line))
    if (one) found.add(one)
    else unknown.push(line.trim())
  }
  return { found: [...found], unknown }
}

/** Those with all the words in one of their names, to pick from while typing. */
export function search<T extends Named>(words: string, institutions: readonly T[]) {
  const wanted = key(words).split(' ')
  return institutions.filter((one) => {
    const names = key(`${one.name} ${one.short_name} ${one.code}`)
    return wanted.every((word) => names.includes(word))
  })
}
