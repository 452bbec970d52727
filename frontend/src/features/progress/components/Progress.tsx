import { useQuery } from '@tanstack/react-query'
import { may } from '@/api/allowed'
import type { Innovation } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { Section } from '@/shared/ui/Section'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { reviewsOptions, transitionsOptions, useRecord } from '@/shared/desk/record'
import { ReviewList } from '@/shared/desk/ReviewList'
import { Now } from './Now'
import { Owners } from './Owners'
import { Timeline } from './Timeline'

/** "Where is my submission": who holds it, for how long, and what is next. */
export function Progress({ slug }: { slug: string }) {
  const { progress: t, work } = useDesk()
  const { data, error } = useRecord(slug)
  if (!data) {
    return (
      <div className="container">
        <PageHeading title={t.title} crumbs={[{ label: work.title, to: '/work' }]} />
        {error ? <Failure error={error} /> : <Lines count={5} height={64} />}
      </div>
    )
  }
  return (
    <div className="container">
      <PageHeading
        title={t.title}
        lead={<span lang={recordLanguage}>{data.title}</span>}
        crumbs={[{ label: work.title, to: '/work' }]}
      />
      <Now record={data} />
      {may(data, 'reassign') && <Owners record={data} />}
      <Section title={t.timeline}>
        <Way id={data.id} createdAt={data.created_at} />
      </Section>
      {may(data, 'read_reviews') && (
        <Section title={t.reviews}>
          <Results record={data} />
        </Section>
      )}
    </div>
  )
}

function Way({ id, createdAt }: { id: string; createdAt: string }) {
  const { data, error } = useQuery(transitionsOptions(id))
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={3} height={40} />
  return <Timeline items={data.items} createdAt={createdAt} />
}

function Results({ record }: { record: Innovation }) {
  const { progress: t } = useDesk()
  const { data, error } = useQuery(reviewsOptions(record.id))
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={2} height={80} />
  return <ReviewList record={record} reviews={data.items} empty={t.reviewsEmpty} />
}
