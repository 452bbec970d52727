import type { MouStatus, MouSummary } from '@/api/types'

/** Those that are not signed by all. */
export const unfinished: MouStatus[] = ['draft', 'in_review', 'ready_to_sign', 'partially_signed']

interface Words {
  draft: string
  in_review: string
  sign: (names: string) => string
}

/** Who acts next on an MoU that is not signed by all. */
export function turnOf({ status, parties }: Pick<MouSummary, 'status' | 'parties'>, words: Words) {
  if (status === 'draft' || status === 'in_review') return words[status]
  const open = parties.filter(({ signed }) => !signed)
  return words.sign(open.map(({ institution }) => institution.short_name).join(', '))
}
