import type { EventKind, EventStatus } from '@/api/types'
import { compact, oneOf, text } from '@/shared/url/search'

export const kinds = [
  'fgd',
  'workshop',
  'webinar',
  'coaching_clinic',
  'coordination',
  'signing',
] as const satisfies readonly EventKind[]

export const statuses = [
  'planned',
  'open',
  'held',
  'closed',
  'cancelled',
] as const satisfies readonly EventStatus[]

export interface EventSearch {
  /** A list, unless it says otherwise. */
  view?: 'calendar'
  /** From today on, unless it says otherwise. */
  when?: 'past'
  /** Of the calendar: `2026-11`. */
  month?: string
  q?: string
  kind?: EventKind
  status?: EventStatus
  /** Id of the institution that runs them or is invited. */
  institution?: string
}

const matching = (value: unknown, pattern: RegExp) => {
  const read = text(value, 36)
  return read && pattern.test(read) ? read : undefined
}

export const readEventSearch = (raw: Record<string, unknown>): EventSearch =>
  compact<EventSearch>({
    view: oneOf(raw.view, ['calendar']),
    when: oneOf(raw.when, ['past']),
    month: matching(raw.month, /^\d{4}-(0[1-9]|1[0-2])$/),
    q: text(raw.q),
    kind: oneOf(raw.kind, kinds),
    status: oneOf(raw.status, statuses),
    institution: matching(raw.institution, /^[0-9a-f-]{36}$/),
  })
