import type { ReviewNew } from '@/api/types'
import { criteria, type Criterion } from '@/shared/desk/criteria'

export interface Form {
  /** As typed. */
  scores: Record<Criterion, string>
  comment: string
  recommendation: ReviewNew['recommendation'] | ''
}

export const emptyForm: Form = {
  scores: {
    novelty: '',
    effectiveness: '',
    benefit: '',
    transferability: '',
    sustainability: '',
  },
  comment: '',
  recommendation: '',
}

export function readScore(text: string): number | undefined {
  if (!/^\d{1,3}$/.test(text.trim())) return undefined
  const score = Number(text)
  return score <= 100 ? score : undefined
}

/** The criteria without a usable score, and whether a recommendation is missing. */
export function faultsOf({ scores, recommendation }: Form): (Criterion | 'recommendation')[] {
  const wrong = criteria.filter((name) => readScore(scores[name]) === undefined)
  return recommendation === '' ? [...wrong, 'recommendation'] : wrong
}

export function averageOf({ scores }: Form): number | undefined {
  const given = criteria.flatMap((name) => readScore(scores[name]) ?? [])
  if (given.length < criteria.length) return undefined
  return given.reduce((sum, score) => sum + score, 0) / given.length
}

/** The body of the request, once there are no faults. */
export function reviewOf(form: Form): ReviewNew | undefined {
  const { recommendation } = form
  if (recommendation === '' || faultsOf(form).length > 0) return undefined
  const score = (name: Criterion) => readScore(form.scores[name]) ?? 0
  return {
    novelty: score('novelty'),
    effectiveness: score('effectiveness'),
    benefit: score('benefit'),
    transferability: score('transferability'),
    sustainability: score('sustainability'),
    recommendation,
    ...(form.comment.trim() ? { comment: form.comment.trim() } : {}),
  }
}
