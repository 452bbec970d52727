import type { Review } from '@/api/types'
import { useFormat } from '../format/useFormat'
import { useDesk } from '../i18n/desk'
import { recordLanguage } from '../i18n/recordLanguage'
import { Empty } from '../ui/Empty'
import { Tag } from '../ui/Tag'
import { useVocabulary } from '../vocabulary/useVocabulary'
import { criteria } from './criteria'
import classes from './ReviewList.module.css'

interface Props {
  reviews: Review[]
  empty: string
}

export function ReviewList({ reviews, empty }: Props) {
  if (reviews.length === 0) return <Empty>{empty}</Empty>
  return (
    <ul className={classes.list}>
      {reviews.map((review) => (
        <li key={review.id} className={classes.review}>
          <One review={review} />
        </li>
      ))}
    </ul>
  )
}

const tones = { publish: 'good', revise: 'warn', reject: 'bad' } as const

function One({ review }: { review: Review }) {
  const { review: t } = useDesk()
  const format = useFormat()
  const { label } = useVocabulary()
  return (
    <>
      <p className={classes.head}>
        <strong>{review.reviewer.name}</strong>
        <Tag tone={tones[review.recommendation]}>{t.recommendations[review.recommendation]}</Tag>
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
