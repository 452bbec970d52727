import { expect, it } from 'vitest'
import { en } from '../i18n/desk/en'
import { id } from '../i18n/desk/id'
import { duration } from './duration'

const now = Date.parse('2026-11-25T08:00:00.000Z')

it.each([
  ['2026-11-25T07:59:40.000Z', 'less than a minute'],
  ['2026-11-25T07:18:00.000Z', '42 minutes'],
  ['2026-11-24T07:00:00.000Z', '25 hours'],
  ['2026-11-21T07:00:00.000Z', '4 days'],
  ['2026-11-26T08:00:00.000Z', 'less than a minute'],
])('from %s it is %s', (from, words) => {
  expect(duration(from, now, en.common)).toBe(words)
})

it('speaks Indonesian', () => {
  expect(duration('2026-11-21T07:00:00.000Z', now, id.common)).toBe('4 hari')
})
