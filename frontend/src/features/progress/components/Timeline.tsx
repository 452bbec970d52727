import type { Transitions } from '@/api/types'
import { duration } from '@/shared/desk/duration'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import classes from './Progress.module.css'

interface Props {
  items: Transitions['items']
  createdAt: string
}

/** Every change of status with who made it, why, and how long it lasted. */
export function Timeline({ items, createdAt }: Props) {
  const { progress: t, common } = useDesk()
  const format = useFormat()
  const { label } = useVocabulary()
  const first = { to: '', at: createdAt, by: undefined, note: undefined }
  // Some servers write the creation down as a transition, some do not.
  const steps = items[0]?.to === 'draft' && !items[0].from ? items : [first, ...items]
  return (
    <ol className={classes.timeline}>
      {steps.map((step, index) => {
        const after = steps[index + 1]
        return (
          <li key={`${step.to}${step.at}`}>
            <strong>{index === 0 ? t.created : label('innovation_statuses', step.to)}</strong>
            <span className={classes.when}>
              <time dateTime={step.at}>{format.dateTime(step.at)}</time>
              {step.by && <> {t.by(step.by.name)}</>}
              {after && <> · {t.stayed(duration(step.at, Date.parse(after.at), common))}</>}
            </span>
            {step.note && (
              <blockquote lang={recordLanguage} className={classes.words}>
                {step.note}
              </blockquote>
            )}
          </li>
        )
      })}
    </ol>
  )
}
