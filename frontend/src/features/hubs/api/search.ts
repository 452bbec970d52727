import type { InstitutionKind } from '@/api/types'
import { compact, oneOf, text } from '@/shared/url/search'
import { institutionKinds } from '@/shared/vocabulary/institutionKinds'

/** What visitors can see of a hub's life; the server keeps the rest to itself. */
export const statuses = ['agreed', 'mou_signed', 'active', 'dormant'] as const

export interface HubSearch {
  q?: string
  kind?: InstitutionKind
  status?: (typeof statuses)[number]
}

export const readHubSearch = (raw: Record<string, unknown>): HubSearch =>
  compact<HubSearch>({
    q: text(raw.q),
    kind: oneOf(raw.kind, institutionKinds),
    status: oneOf(raw.status, statuses),
  })
