import type { Innovation, Status } from '@/api/types'
import { TransitionButtons } from '@/shared/desk/TransitionButtons'
import { useDesk } from '@/shared/i18n/desk'
import classes from './Review.module.css'

const afterReview: readonly Status[] = ['published']

interface Props {
  record: Innovation
  /** Whether somebody has reviewed this version. */
  reviewed: boolean
  /** What the author is told by the decider's own review. */
  comment: string | undefined
}

export function Decision({ record, reviewed, comment }: Props) {
  const { review: t } = useDesk()
  const taking = record.status === 'submitted'
  return (
    <section className={classes.decision} aria-labelledby="decision">
      <h2 id="decision">{taking ? t.take : t.decide}</h2>
      <p className="lead">{taking ? t.takeHint : t.decideLead}</p>
      <TransitionButtons record={record} later={reviewed ? [] : afterReview} comment={comment} />
    </section>
  )
}
