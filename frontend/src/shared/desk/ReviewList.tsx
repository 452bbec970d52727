import type { Innovation, Review } from '@/api/types'
import { useFormat } from '../format/useFormat'
import { useDesk } from '../i18n/desk'
import { recordLanguage } from '../i18n/recordLanguage'
import { Empty } from '../ui/Empty'
import { Tag } from '../ui/Tag'
import { useVocabulary } from '../vocabulary/useVocabulary'
import { criteria } from './criteria'
import { judged } from './judged'
import classes from './ReviewList.module.css'

interface Props {
  record: Innovation
  reviews: Review[]
  empty: string
}

/** Those that count, then, folded away, those of the versions before. */
export function ReviewList({ record, reviews, empty }: Props) {
  const { review: t } = useDesk()
  const { current, older } = judged(record, reviews)
  return (
    <div className={classes.list}>
      {current.length > 0 ? <Reviews reviews={current} /> : <Empty>{empty}</Empty>}
      {older.length > 0 && (
        <details>
          <summary>{t.olderReviews(older.length)}</summary>
          <Reviews reviews={older} older />
        </details>
      )}
    </div>
  )
}

function Reviews({ reviews, older }: { reviews: Review[]; older?: boolean }) {
  return (
    <ul className={classes.list}>
      {reviews.map((review) => (
        <li key={review.id} className={classes.review}>
          <One review={review} older={older} />
        </li>
      ))}
    </ul>
  )
}

const tones = { publish: 'good', revise: 'warn', reject: 'bad' } as const

function One({ review, older }: { review: Review; older: boolean | undefined }) {
  const { review: t } = useDesk()
  const format = useFormat()
  const { label } = useVocabulary()
  return (
    <>
      <p className={classes.head}>
        <strong>{review.reviewer.name}</strong>
        <Tag tone={tones[review.recommendation]}>{t.recommendations[review.recommendation]}</Tag>
        {older && <Tag>{t.older}</Tag>}
        <span className={classes.when}>
          {format.dateTime(review.created_at)} · {t.version(review.innovation_version)}
        </span>
      </p>
      <dl className={classes.scores}>
        {criteria.map((name) => (
          <div key={name}>
            <dt>{label('criteria', name)}</dt>
            <dd>{review[name]}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.comment} lang={review.comment ? recordLanguage : undefined}>
        {review.comment ?? t.noComment}
      </p>
    </>
  )
}
