import { describe, expect, it } from 'vitest'
import { compare, inOrder, linesOf } from './compare'

const marked = (before: string, after: string) =>
  compare(before, after)
    .map(({ text, kind }) =>
      kind === 'added' ? `[+${text}]` : kind === 'removed' ? `[-${text}]` : text,
    )
    .join('')

describe('compare', () => {
  it('marks the words that changed', () => {
    expect(marked('Waktu tunggu turun tajam.', 'Waktu tunggu turun separuh.')).toBe(
      'Waktu tunggu turun [-tajam][+separuh].',
    )
  })

  it('shows what is new or gone as a whole', () => {
    expect(marked('', 'Baru')).toBe('[+Baru]')
    expect(marked('Lama', '')).toBe('[-Lama]')
  })

  it('does not riddle texts that have nothing in common', () => {
    expect(marked('satu dua', 'tiga empat')).toBe('[-satu dua]\n[+tiga empat]')
  })
})

it('writes lists as lines', () => {
  expect(linesOf([{ name: 'Waktu', unit: null, baseline: 3.4, consent: false }, 'x', 7])).toBe(
    'Waktu · 3.4\nx\n7',
  )
  expect(linesOf(null)).toBe('')
})

it('keeps the order of a form', () => {
  const fields = inOrder(
    [{ field: 'benefit' }, { field: 'x' }, { field: 'title' }],
    ['title', 'benefit'],
  )
  expect(fields.map(({ field }) => field)).toEqual(['title', 'benefit', 'x'])
})
