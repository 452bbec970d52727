import { describe, expect, it } from 'vitest'
import { byCount, byKey } from './count'
import { formatFor } from './format'

const id = formatFor('id')
const en = formatFor('en')

describe('dates', () => {
  it('shows a plain date as it stands', () => {
    expect(id.date('2023-10-20')).toBe('20 Oktober 2023')
    expect(en.date('2023-10-20')).toBe('20 October 2023')
  })

  it('shows an instant on its day in Jakarta', () => {
    expect(id.date('2026-01-31T18:30:00.000Z')).toBe('1 Februari 2026')
  })

  it('says which clock a time is by', () => {
    expect(id.dateTime('2026-01-31T08:05:00.000Z')).toBe('31 Jan 2026, 15.05 WIB')
    expect(en.dateTime('2026-01-31T17:05:00.000Z')).toBe('1 Feb 2026, 00:05 WIB')
  })
})

describe('numbers', () => {
  it('follows the language', () => {
    expect(id.number(12450.5)).toBe('12.450,5')
    expect(en.number(12450.5)).toBe('12,450.5')
  })

  it('shows a change with its sign', () => {
    expect(en.change(-0.789)).toBe('-79%')
    expect(en.change(0.29)).toBe('+29%')
    expect(en.change(0)).toBe('0%')
  })
})

describe('counts', () => {
  const counts = { b: 2, a: 2, c: 9, d: 0 }

  it('puts the most frequent first and leaves out what is not there', () => {
    expect(byCount(counts)).toEqual([
      ['c', 9],
      ['a', 2],
      ['b', 2],
    ])
  })

  it('puts years in order', () => {
    expect(byKey({ 2023: 19, 2020: 8 })).toEqual([
      ['2020', 8],
      ['2023', 19],
    ])
  })
})
