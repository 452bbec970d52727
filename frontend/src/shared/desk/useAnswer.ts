import { useQuery } from '@tanstack/react-query'
import type { Innovation } from '@/api/types'
import { answerIn, isAnswered } from './answer'
import { transitionsOptions } from './record'

/** The reviewers' note, while it is the author's turn; a draft may have been rejected once. */
export function useAnswer({ id, status }: Pick<Innovation, 'id' | 'status'>) {
  const enabled = isAnswered(status) || status === 'draft'
  const { data } = useQuery({ ...transitionsOptions(id), enabled })
  return enabled && data ? answerIn(data.items) : undefined
}
