import type { Verification } from '@/api/types'

/** A party by its everyday name. */
export const nameOf = (mou: Verification, id: string) =>
  mou.parties.find((party) => party.id === id)?.short_name ?? id
