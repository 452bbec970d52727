import type { Institution, InstitutionKind } from '@/api/types'
import { findPasted } from './pasted'

/** Whom to invite, chosen in three ways. */
export interface Choice {
  ids: string[]
  kinds: InstitutionKind[]
  pasted: string
}

export const emptyChoice = (): Choice => ({ ids: [], kinds: [], pasted: '' })

/** All ways together, without those that are invited already; and the lines that nobody is named by. */
export function chosenOf(
  choice: Choice,
  all: readonly Institution[],
  open: readonly Institution[],
) {
  const { found, unknown } = findPasted(choice.pasted, all)
  const named = new Set([...choice.ids, ...found.map(({ id }) => id)])
  return {
    chosen: open.filter(({ id, kind }) => named.has(id) || choice.kinds.includes(kind)),
    unknown,
  }
}
