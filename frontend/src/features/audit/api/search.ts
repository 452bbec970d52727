import type { AuditRecordType } from '@/api/types'
import { compact, text } from '@/shared/url/search'

export interface AuditSearch {
  action?: string
  record_type?: string
  /** The address of a record, its slug or its id. */
  record?: string
  /** The name, e-mail address or id of a person. */
  actor?: string
  /** Days in Jakarta, both included. */
  from?: string
  to?: string
}

const day = (value: unknown) => {
  const read = text(value, 10)
  return read && /^\d{4}-\d\d-\d\d$/.test(read) ? read : undefined
}

export const readAuditSearch = (raw: Record<string, unknown>): AuditSearch =>
  compact<AuditSearch>({
    action: text(raw.action, 60),
    record_type: text(raw.record_type, 60),
    record: text(raw.record, 300),
    actor: text(raw.actor, 300),
    from: day(raw.from),
    to: day(raw.to),
  })

/** What the words of the filter stand for. */
export interface Ids {
  record_id?: string
  actor_id?: string
}

/** The instants that a filter by days means. */
export function toQuery({ action, record_type, from, to }: AuditSearch, ids: Ids = {}) {
  return {
    ...compact(ids),
    ...(action ? { action: [action] } : {}),
    // The server says so when there is no such kind.
    ...(record_type ? { record_type: [record_type as AuditRecordType] } : {}),
    ...(from ? { from: new Date(`${from}T00:00:00+07:00`).toISOString() } : {}),
    ...(to ? { to: new Date(`${to}T23:59:59.999+07:00`).toISOString() } : {}),
  }
}
