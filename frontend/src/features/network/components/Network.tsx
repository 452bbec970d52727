import { useT } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { institutionKinds } from '@/shared/vocabulary/institutionKinds'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { useGrowth } from '../api/growth'
import { byKind, byYear, entriesOf, undated } from '../model/growth'
import { FormationEvents } from './FormationEvents'
import { GrowthSection } from './GrowthSection'
import classes from './Network.module.css'

export function Network() {
  const { growth: t, shell } = useT()
  return (
    <div className="container">
      <PageHeading title={t.title} lead={t.lead} crumbs={[{ label: shell.hubs, to: '/hubs' }]}>
        <div className={classes.links}>
          <ButtonLink to="/hubs/formation" variant="default">
            {t.toBoard}
          </ButtonLink>
          <ButtonLink to="/hubs" variant="default">
            {t.toHubs}
          </ButtonLink>
        </div>
      </PageHeading>
      <Charts />
      <FormationEvents />
    </div>
  )
}

function Charts() {
  const { growth: t } = useT()
  const { label } = useVocabulary()
  const { data, error } = useGrowth()
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={4} height={120} />
  const entries = entriesOf(data.events, data.hubs)
  if (entries.length === 0) return <Empty>{t.empty}</Empty>
  return (
    <>
      <GrowthSection
        title={t.byYear}
        first={t.year}
        rows={byYear(entries)}
        name={(year) => (year === undated ? t.undated : year)}
      />
      <GrowthSection
        title={t.byKind}
        first={t.kind}
        rows={byKind(entries, institutionKinds)}
        name={(kind) => label('institution_kinds', kind)}
      />
      <Notice>{t.note}</Notice>
    </>
  )
}
