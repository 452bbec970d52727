import { expect, it } from 'vitest'
import type { Event, Hub } from '@/api/types'
import { byKind, byYear, entriesOf, undated } from './growth'

const participant = (institution_id: string, kind: string, decision: string) => ({
  institution_id,
  decision,
  institution: { kind },
})
const event = (starts_at: string, ...participants: object[]) =>
  ({ starts_at, participants }) as unknown as Event
const hub = (institution_id: string, rest: object) =>
  ({ institution_id, institution: { kind: 'ministry' }, ...rest }) as unknown as Hub

const entries = entriesOf(
  [
    event(
      '2023-08-11T02:00:00Z',
      participant('a', 'ministry', 'agreed'),
      participant('b', 'agency', 'undecided'),
    ),
    // In Jakarta it is 2024 already; invited a second time.
    event('2023-12-31T18:00:00Z', participant('b', 'agency', 'agreed')),
  ],
  [
    hub('a', { status: 'active', basis: 'commitment', mou: { in_force: true }, formed_year: 2023 }),
    hub('c', { status: 'active', basis: 'decree', mou: null, formed_year: 2020 }),
    hub('d', { status: 'mou_signed', basis: 'mou', mou: null, formed_year: null }),
    hub('e', { status: 'agreed', basis: null, mou: null, formed_year: null }),
  ],
)

it('counts by the year of the event or of the formation', () => {
  expect(byYear(entries)).toEqual([
    { key: '2020', counts: { invited: 0, agreed: 0, signed: 0, active: 1 } },
    { key: '2023', counts: { invited: 2, agreed: 1, signed: 1, active: 1 } },
    { key: '2024', counts: { invited: 1, agreed: 1, signed: 0, active: 0 } },
    { key: undated, counts: { invited: 0, agreed: 0, signed: 1, active: 0 } },
  ])
})

it('counts each institution once by its kind', () => {
  expect(byKind(entries, ['ministry', 'agency'])).toEqual([
    { key: 'ministry', counts: { invited: 1, agreed: 1, signed: 2, active: 2 } },
    { key: 'agency', counts: { invited: 1, agreed: 1, signed: 0, active: 0 } },
  ])
})
