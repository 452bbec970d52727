import type { InstitutionKind } from '@/api/types'
import { compact, oneOf, text } from '@/shared/url/search'
import { institutionKinds } from '@/shared/vocabulary/institutionKinds'

export interface InstitutionSearch {
  q?: string
  kind?: InstitutionKind
}

export const readInstitutionSearch = (raw: Record<string, unknown>): InstitutionSearch =>
  compact<InstitutionSearch>({ q: text(raw.q), kind: oneOf(raw.kind, institutionKinds) })
