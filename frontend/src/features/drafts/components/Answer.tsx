import { useQuery } from '@tanstack/react-query'
import { may } from '@/api/allowed'
import type { Innovation } from '@/api/types'
import { useAnswer } from '@/shared/desk/useAnswer'
import { reviewsOptions } from '@/shared/desk/record'
import { ReviewList } from '@/shared/desk/ReviewList'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Notice } from '@/shared/ui/Notice'
import classes from './Answer.module.css'
import { useIsWide } from './useIsWide'

/** What the reviewers asked for, where it is put right. It folds away, on a phone from the start. */
export function Answer({ record }: { record: Innovation }) {
  const { draft: t, progress } = useDesk()
  const format = useFormat()
  const answer = useAnswer(record)
  const wide = useIsWide()
  if (!answer) return null
  return (
    <div className={classes.answer}>
      <Notice tone="warn">
        <details open={wide}>
          <summary>{t.revisionNote}</summary>
          <p className={classes.words} lang={recordLanguage}>
            {answer.note}
          </p>
          <p className={classes.when}>
            {format.dateTime(answer.at)} {answer.by && progress.by(answer.by.name)}
          </p>
        </details>
        {may(record, 'read_reviews') && <Scores record={record} />}
      </Notice>
    </div>
  )
}

function Scores({ record }: { record: Innovation }) {
  const { progress: t } = useDesk()
  const { data } = useQuery(reviewsOptions(record.id))
  if (!data || data.items.length === 0) return null
  return (
    <details>
      <summary>{t.reviews}</summary>
      <ReviewList record={record} reviews={data.items} empty={t.reviewsEmpty} />
    </details>
  )
}
