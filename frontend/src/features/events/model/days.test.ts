import { describe, expect, it } from 'vitest'
import type { EventSummary } from '@/api/types'
import { dayOf, firstInstant, instantOf, localTime, nextMonth } from './days'
import { byDay, weeksOf } from './month'
import { days, elsewhere, hours } from './when'

const times = (starts_at: string, ends_at: string) => ({ starts_at, ends_at })

describe('days', () => {
  it('are those of Jakarta, or of the zone that is meant', () => {
    expect(dayOf('2026-11-25T18:30:00.000Z')).toBe('2026-11-26')
    expect(dayOf('2026-11-25T15:30:00.000Z')).toBe('2026-11-25')
    expect(dayOf('2026-11-25T15:30:00.000Z', 'WIT')).toBe('2026-11-26')
    expect(firstInstant('2026-11-26')).toBe('2026-11-25T17:00:00.000Z')
  })

  it('turn into instants and back', () => {
    expect(instantOf('2026-12-01', '09:30', 'WITA')).toBe('2026-12-01T01:30:00.000Z')
    expect(localTime('2026-12-01T01:30:00.000Z', 'WITA')).toBe('2026-12-01T09:30')
    expect(instantOf('2026-12-01', '', 'WIB')).toBeUndefined()
    expect(instantOf('2026-13-01', '09:00', 'WIB')).toBeUndefined()
  })

  it('follow each other over the year', () => {
    expect(nextMonth('2026-12', 1)).toBe('2027-01')
    expect(nextMonth('2026-01', -1)).toBe('2025-12')
  })
})

describe('when', () => {
  const morning = times('2023-08-11T02:00:00.000Z', '2023-08-11T08:00:00.000Z')

  it('says the day once and the hours in every zone', () => {
    expect(days(morning, 'id')).toBe('Jumat, 11 Agustus 2023')
    expect(hours(morning, 'id')).toBe('09.00–15.00 WIB')
    expect(elsewhere(morning, 'en')).toEqual(['10:00–16:00 WITA', '11:00–17:00 WIT'])
  })

  it('names both days, and another day elsewhere', () => {
    expect(days(times('2026-11-25T02:00:00Z', '2026-11-27T08:00:00Z'), 'en')).toBe(
      'Wednesday, 25 November 2026 – Friday, 27 November 2026',
    )
    const late = times('2026-11-25T15:30:00Z', '2026-11-25T16:30:00Z')
    expect(elsewhere(late, 'en')).toEqual([
      'Wednesday, 25 November 2026 – Thursday, 26 November 2026, 23:30–00:30 WITA',
      'Thursday, 26 November 2026, 00:30–01:30 WIT',
    ])
  })
})

describe('month', () => {
  it('has whole weeks that begin on Monday', () => {
    const weeks = weeksOf('2026-11')
    expect(weeks).toHaveLength(6)
    expect(weeks[0]).toEqual([...Array.from({ length: 6 }, () => undefined), '2026-11-01'])
    expect(weeks[5]?.[0]).toBe('2026-11-30')
    expect(weeks.every((week) => week.length === 7)).toBe(true)
  })

  it('puts an event on each of its days within the month', () => {
    const event = (starts_at: string, ends_at: string) =>
      ({ id: starts_at, ...times(starts_at, ends_at) }) as EventSummary
    const long = event('2026-10-30T02:00:00Z', '2026-11-02T08:00:00Z')
    // Until midnight in Jakarta.
    const evening = event('2026-11-02T12:00:00Z', '2026-11-02T17:00:00Z')
    const found = byDay([long, evening], '2026-11')
    expect([...found].map(([day, on]) => [day, on.length])).toEqual([
      ['2026-11-01', 1],
      ['2026-11-02', 2],
    ])
  })
})
