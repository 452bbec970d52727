import type { MouStatus } from '@/api/types'
import { compact, oneOf, text } from '@/shared/url/search'

export const statuses = [
  'draft',
  'in_review',
  'ready_to_sign',
  'partially_signed',
  'signed',
  'expired',
  'terminated',
  'superseded',
  'cancelled',
] as const satisfies readonly MouStatus[]

/** What everybody may ask for. */
export const publicStatuses: readonly MouStatus[] = [
  'signed',
  'expired',
  'terminated',
  'superseded',
]

export const periods = ['soon', 'later', 'past'] as const
export type Period = (typeof periods)[number]

export interface MouSearch {
  q?: string
  status?: MouStatus
  /** Id of a party. */
  institution?: string
  ends?: Period
  /** The newest first, unless it says otherwise. */
  sort?: 'ending'
}

const id = (value: unknown) => {
  const read = text(value, 36)
  return read && /^[0-9a-f-]{36}$/.test(read) ? read : undefined
}

export const readMouSearch = (raw: Record<string, unknown>): MouSearch =>
  compact<MouSearch>({
    q: text(raw.q),
    status: oneOf(raw.status, statuses),
    institution: id(raw.institution),
    ends: oneOf(raw.ends, periods),
    sort: oneOf(raw.sort, ['ending']),
  })
