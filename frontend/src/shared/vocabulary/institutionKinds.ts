import type { InstitutionKind } from '@/api/types'

export const institutionKinds = [
  'ministry',
  'agency',
  'province',
  'regency',
  'city',
  'soe',
  'regional_soe',
] as const satisfies readonly InstitutionKind[]
