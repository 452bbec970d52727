import type { Innovation, Status } from '@/api/types'
import { TransitionButtons } from '@/shared/desk/TransitionButtons'
import { useDesk } from '@/shared/i18n/desk'
import classes from './Review.module.css'

const afterReview: readonly Status[] = ['published']

interface Props {
  record: Innovation
  /** Whether somebody has reviewed this version. */
  reviewed: boolean
  onDecided: (status: Status) => void
}

export function Decision({ record, reviewed, onDecided }: Props) {
  const { review: t } = useDesk()
  const taking = record.status === 'submitted'
  return (
    <section className={classes.decision} aria-labelledby="decision">
      <h2 id="decision">{taking ? t.take : t.decide}</h2>
      <p className="lead">{taking ? t.takeHint : t.decideLead}</p>
      <TransitionButtons
        record={record}
        later={reviewed ? [] : afterReview}
        onDone={(after) => onDecided(after.status)}
      />
    </section>
  )
}
