import { expect, it } from 'vitest'
import { daysLeft, plusDays, todayInJakarta } from './days'

it('counts the days that are left, in Jakarta', () => {
  // An hour before midnight in Jakarta, and an hour after.
  expect(todayInJakarta(Date.parse('2026-11-26T16:00:00Z'))).toBe('2026-11-26')
  expect(todayInJakarta(Date.parse('2026-11-26T18:00:00Z'))).toBe('2026-11-27')
  expect(daysLeft('2026-12-01', '2026-11-26')).toBe(5)
  expect(daysLeft('2026-11-26', '2026-11-26')).toBe(0)
  expect(daysLeft('2026-11-25', '2026-11-26')).toBe(-1)
  expect(plusDays('2028-02-28', 2)).toBe('2028-03-01')
})
