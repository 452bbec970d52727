import { expect, it } from 'vitest'
import type { Hub } from '@/api/types'
import { byStatus, daysWaiting, nextOf } from './board'

const hub = (name: string, status: string, status_since: string) =>
  ({ name, status, status_since }) as Hub

it('puts the longest wait first, and shows visitors no column that they cannot fill', () => {
  const hubs = [
    hub('a', 'agreed', '2026-11-02T00:00:00Z'),
    hub('b', 'agreed', '2026-11-01T00:00:00Z'),
    hub('c', 'active', '2026-11-01T00:00:00Z'),
  ]
  const seen = byStatus(hubs, false)
  expect(seen.map(({ status }) => status)).toEqual(['agreed', 'mou_signed', 'active', 'dormant'])
  expect(seen[0]?.hubs.map(({ name }) => name)).toEqual(['b', 'a'])
  expect(byStatus(hubs, true)).toHaveLength(7)
})

it('counts whole days', () => {
  const now = Date.parse('2026-11-25T08:00:00Z')
  expect(daysWaiting({ status_since: '2026-11-22T09:00:00Z' }, now)).toBe(2)
  expect(daysWaiting({ status_since: '2026-11-26T09:00:00Z' }, now)).toBe(0)
})

it('knows who acts next', () => {
  expect(nextOf({ status: 'invited', basis: null })).toBe('invited')
  expect(nextOf({ status: 'agreed', basis: 'commitment' })).toBe('agreed_otherwise')
  expect(nextOf({ status: 'agreed', basis: 'mou' })).toBe('agreed')
  expect(nextOf({ status: 'active', basis: 'mou' })).toBeUndefined()
})
