import { useQuery } from '@tanstack/react-query'
import { may, nextSteps } from '@/api/allowed'
import type { Innovation, User } from '@/api/types'
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
import { SkipLink } from '@/shared/ui/SkipLink'
import { SkipTo } from '@/shared/ui/SkipTo'
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
        {may(data, 'review') && <SkipLink to="form" />}
        <Submission innovation={data} />
        <Actions key={data.id} record={data} user={user} />
      </div>
    </div>
  )
}

function Actions({ record, user }: { record: Innovation; user: User }) {
  const { review: t } = useDesk()
  const readable = may(record, 'read_reviews')
  const { data, error } = useQuery({ ...reviewsOptions(record.id), enabled: readable })
  const reviews = data?.items ?? []
  const { current } = judged(record, reviews)
  const mine = current.find((one) => one.reviewer.id === user.id)
  const deciding = nextSteps(record).length > 0
  const assessing = may(record, 'review') && !mine
  return (
    <div className={classes.actions}>
      {error && <Failure error={error} />}
      {assessing && (!readable || data) && (
        <SkipTo name="form">
          <Assessment record={record} />
        </SkipTo>
      )}
      {mine && <Notice tone="good">{t.already}</Notice>}
      {deciding && (
        <Decision
          record={record}
          reviewed={current.length > 0}
          comment={mine?.comment ?? undefined}
        />
      )}
      {!deciding && !assessing && <Notice>{t.notNow}</Notice>}
      {reviews.length > 0 && (
        <Section title={t.others}>
          <ReviewList record={record} reviews={reviews} empty={t.othersEmpty} />
        </Section>
      )}
    </div>
  )
}
