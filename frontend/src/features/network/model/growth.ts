import type { Event, Hub, Participant } from '@/api/types'

export const series = ['invited', 'agreed', 'signed', 'active'] as const
export type Series = (typeof series)[number]
export type Counts = Record<Series, number>

export interface Row {
  key: string
  counts: Counts
}

/** What is counted: an institution's invitation or agreement in a year, or its hub's formation. */
interface Entry {
  series: Series
  institutionId: string
  kind: Hub['institution']['kind']
  year: string | undefined
}

const yearIn = (iso: string) => new Date(Date.parse(iso) + 7 * 3_600_000).toISOString().slice(0, 4)

const ofParticipant = (one: Participant, year: string): Entry[] => {
  const entry = { institutionId: one.institution_id, kind: one.institution.kind, year }
  const agreed = one.decision === 'agreed' ? [{ ...entry, series: 'agreed' as const }] : []
  return [{ ...entry, series: 'invited' }, ...agreed]
}

/** Whether its MoU is signed, whatever else the hub was formed by; the register of MoUs says the same. */
const isSigned = ({ status, mou }: Hub) => status === 'mou_signed' || mou !== null

const ofHub = (hub: Hub): Entry[] => {
  const entry = {
    institutionId: hub.institution_id,
    kind: hub.institution.kind,
    year: hub.formed_year ? String(hub.formed_year) : undefined,
  }
  return [
    ...(isSigned(hub) ? [{ ...entry, series: 'signed' as const }] : []),
    ...(hub.status === 'active' ? [{ ...entry, series: 'active' as const }] : []),
  ]
}

export const entriesOf = (events: readonly Event[], hubs: readonly Hub[]): Entry[] => [
  ...events.flatMap((event) =>
    event.participants.flatMap((one) => ofParticipant(one, yearIn(event.starts_at))),
  ),
  ...hubs.flatMap(ofHub),
]

/** Counted by a key, each institution once. */
export function countBy(entries: readonly Entry[], keyOf: (entry: Entry) => string) {
  const rows = new Map<string, Record<Series, Set<string>>>()
  for (const entry of entries) {
    const key = keyOf(entry)
    const row = rows.get(key) ?? {
      invited: new Set(),
      agreed: new Set(),
      signed: new Set(),
      active: new Set(),
    }
    row[entry.series].add(entry.institutionId)
    rows.set(key, row)
  }
  return [...rows].map(([key, row]): Row => ({
    key,
    counts: {
      invited: row.invited.size,
      agreed: row.agreed.size,
      signed: row.signed.size,
      active: row.active.size,
    },
  }))
}

/** The key of what has no year; it comes last. */
export const undated = '-'

export const byYear = (entries: readonly Entry[]) =>
  countBy(entries, ({ year }) => year ?? undated).sort(
    (a, b) => Number(a.key === undated) - Number(b.key === undated) || a.key.localeCompare(b.key),
  )

export const byKind = (entries: readonly Entry[], order: readonly string[]) =>
  countBy(entries, ({ kind }) => kind).sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
