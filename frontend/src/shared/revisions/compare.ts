import { diffWordsWithSpace } from 'diff'

export interface Part {
  text: string
  kind: 'same' | 'added' | 'removed'
}

/** Words that came and went. Texts with nothing in common are shown whole, one after the other. */
export function compare(before: string, after: string): Part[] {
  if (before === '') return after === '' ? [] : [{ text: after, kind: 'added' }]
  if (after === '') return [{ text: before, kind: 'removed' }]
  const parts = diffWordsWithSpace(before, after).map(({ value, added, removed }): Part => ({
    text: value,
    kind: added ? 'added' : removed ? 'removed' : 'same',
  }))
  const kept = parts.filter(({ kind, text }) => kind === 'same' && text.trim().length > 3)
  if (kept.length > 0) return parts
  return [
    { text: before, kind: 'removed' },
    { text: '\n', kind: 'same' },
    { text: after, kind: 'added' },
  ]
}

/** A value of a record as lines of text, so that lists can be compared like texts. */
export function linesOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(linesOf).join('\n')
  if (typeof value === 'object') {
    return Object.values(value)
      .filter((one) => one !== null && one !== '' && one !== false)
      .map((one) => (one === true ? '✓' : linesOf(one)))
      .join(' · ')
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Changes by the order of their fields; those that it does not name come last. */
export function inOrder<T extends { field: string }>(changes: T[], fields: string[]): T[] {
  const place = ({ field }: T) => {
    const at = fields.indexOf(field)
    return at < 0 ? fields.length : at
  }
  return changes.toSorted((a, b) => place(a) - place(b))
}
