import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { may, nextSteps } from '@/api/allowed'
import type { Innovation, Status, User } from '@/api/types'
import { judged } from '@/shared/desk/judged'
import { reviewsOptions, useRecord } from '@/shared/desk/record'
import { ReviewList } from '@/shared/desk/ReviewList'
import { StatusTag } from '@/shared/desk/StatusTag'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { Section } from '@/shared/ui/Section'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { Assessment } from './Assessment'
import { Decision } from './Decision'
import classes from './Review.module.css'
import { Submission } from './Submission'

export function ReviewPage({ slug, user }: { slug: string; user: User }) {
  const { review: t } = useDesk()
  const { data, error } = useRecord(slug)
  const crumbs = [{ label: t.deskTitle, to: '/review' } as const]
  if (!data) {
    return (
      <div className="container">
        <PageHeading title={t.title} crumbs={crumbs} />
        {error ? <Failure error={error} /> : <Lines count={6} height={64} />}
      </div>
    )
  }
  return (
    <div className="container">
      <PageHeading title={data.title} lang={recordLanguage} crumbs={crumbs}>
        <p className={classes.facts}>
          <StatusTag status={data.status} />
          <span>{data.institution.name}</span>
        </p>
        <ButtonLink to="/innovations/$slug" params={{ slug: data.slug }} variant="default">
          {t.readFull}
        </ButtonLink>
      </PageHeading>
      <div className={classes.layout}>
        <Submission innovation={data} />
        <Actions key={data.id} record={data} user={user} />
      </div>
    </div>
  )
}

function Actions({ record, user }: { record: Innovation; user: User }) {
  const { review: t } = useDesk()
  const { label } = useVocabulary()
  const [decided, setDecided] = useState<Status>()
  const readable = may(record, 'read_reviews')
  const { data, error } = useQuery({ ...reviewsOptions(record.id), enabled: readable })
  const reviews = data?.items ?? []
  const { current } = judged(record, reviews)
  const mine = current.some((one) => one.reviewer.id === user.id)
  const deciding = nextSteps(record).length > 0
  const assessing = may(record, 'review') && !mine
  return (
    <div className={classes.actions}>
      {error && <Failure error={error} />}
      {decided && (
        <Notice tone="good" live>
          {decided === 'in_review' ? t.taken : t.decided(label('innovation_statuses', decided))}
        </Notice>
      )}
      {assessing && (!readable || data) && <Assessment record={record} />}
      {mine && <Notice tone="good">{t.already}</Notice>}
      {deciding && (
        <Decision record={record} reviewed={current.length > 0} onDecided={setDecided} />
      )}
      {!deciding && !assessing && !decided && <Notice>{t.notNow}</Notice>}
      {reviews.length > 0 && (
        <Section title={t.others}>
          <ReviewList record={record} reviews={reviews} empty={t.othersEmpty} />
        </Section>
      )}
    </div>
  )
}
