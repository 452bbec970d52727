import { useState } from 'react'
import type { Innovation, Status } from '@/api/types'
import { TransitionButtons } from '@/shared/desk/TransitionButtons'
import { useDesk } from '@/shared/i18n/desk'
import { Notice } from '@/shared/ui/Notice'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import classes from './Review.module.css'

export function Decision({ record }: { record: Innovation }) {
  const { review: t } = useDesk()
  const { label } = useVocabulary()
  const [decided, setDecided] = useState<Status>()
  const taking = record.status === 'submitted'
  return (
    <section className={classes.decision} aria-labelledby="decision">
      <h2 id="decision">{taking ? t.take : t.decide}</h2>
      <p className="lead">{taking ? t.takeHint : t.decideLead}</p>
      {decided && decided === record.status && (
        <Notice tone="good" live>
          {t.decided(label('innovation_statuses', decided))}
        </Notice>
      )}
      <TransitionButtons record={record} onDone={(after) => setDecided(after.status)} />
    </section>
  )
}
