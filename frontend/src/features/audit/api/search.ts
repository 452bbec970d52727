import type { AuditRecordType } from '@/api/types'
import { compact, text } from '@/shared/url/search'

export interface AuditSearch {
  action?: string
  record_type?: string
  record_id?: string
  actor_id?: string
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
    record_id: text(raw.record_id, 36),
    actor_id: text(raw.actor_id, 36),
    from: day(raw.from),
    to: day(raw.to),
  })

/** The instants that a filter by days means. */
export function toQuery({ action, record_type, from, to, ...rest }: AuditSearch) {
  return {
    ...compact(rest),
    ...(action ? { action: [action] } : {}),
    // The server says so when there is no such kind.
    ...(record_type ? { record_type: [record_type as AuditRecordType] } : {}),
    ...(from ? { from: new Date(`${from}T00:00:00+07:00`).toISOString() } : {}),
    ...(to ? { to: new Date(`${to}T23:59:59.999+07:00`).toISOString() } : {}),
  }
}
