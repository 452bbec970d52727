import { useDesk } from '@/shared/i18n/desk'
import { PageHeading } from '@/shared/ui/PageHeading'
import { Section } from '@/shared/ui/Section'
import { SkipTo } from '@/shared/ui/SkipTo'
import { DeskList } from './DeskList'

export function ReviewDesk() {
  const { review: t, work } = useDesk()
  return (
    <div className="container">
      <PageHeading
        title={t.deskTitle}
        lead={t.deskLead}
        crumbs={[{ label: work.title, to: '/work' }]}
      />
      <SkipTo name="results">
        <Section title={t.submitted}>
          <DeskList status="submitted" caption={t.submitted} empty={t.submittedEmpty} />
        </Section>
        <Section title={t.inReview}>
          <DeskList status="in_review" caption={t.inReview} empty={t.inReviewEmpty} />
        </Section>
      </SkipTo>
    </div>
  )
}
