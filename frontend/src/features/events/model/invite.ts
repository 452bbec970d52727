import type { Institution, InstitutionKind } from '@/api/types'
import { findPasted } from './pasted'

/** Whom to invite, chosen in three ways. */
export interface Choice {
  ids: string[]
  kinds: InstitutionKind[]
  pasted: string
}

export const emptyChoice = (): Choice => ({ ids: [], kinds: [], pasted: '' })

/** All ways together; those that a line names and are invited already; and the lines that name nobody. */
export function chosenOf(
  choice: Choice,
  all: readonly Institution[],
  open: readonly Institution[],
) {
  const { found, unknown } = findPasted(choice.pasted, all)
  const named = new Set([...choice.ids, ...found.map(({ id }) => id)])
  return {
    chosen: open.filter(({ id, kind }) => named.has(id) || choice.kinds.includes(kind)),
    already: found.filter(({ id }) => !open.some((one) => one.id === id)),
    unknown,
  }
}
