import type { Innovation } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { DemoTag, isDemo } from '@/shared/ui/DemoTag'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { StaleTag, SustainabilityTag } from '@/shared/ui/SustainabilityTag'
import { Tag } from '@/shared/ui/Tag'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { Aside } from './Aside'
import { Contents } from './Contents'
import { InnovationFacts } from './InnovationFacts'
import classes from './Profile.module.css'
import { ShareButtons } from './ShareButtons'
import { Story } from './Story'
import { useLater } from './useInStages'

export function InnovationProfile({ innovation }: { innovation: Innovation }) {
  const t = useT()
  const format = useFormat()
  const { title, summary, stale, attested_on: attestedOn, source_ref: sourceRef } = innovation
  return (
    <article className="container">
      <PageHeading
        title={title}
        crumbs={[{ label: t.shell.innovations, to: '/innovations' }]}
        lead={summary}
        lang={recordLanguage}
      >
        <Tags innovation={innovation} />
        <ShareButtons title={title} />
      </PageHeading>
      <div className={classes.notices}>
        {isDemo(sourceRef) && <Notice tone="warn">{t.innovation.demoNotice}</Notice>}
        {stale && attestedOn && (
          <Notice tone="warn">{t.innovation.staleNotice(format.date(attestedOn))}</Notice>
        )}
      </div>
      <div className={classes.layout}>
        <div>
          <Contents innovation={innovation} />
          <Story innovation={innovation} />
        </div>
        {useLater() && (
          <aside className={classes.aside} aria-label={t.innovation.factsTitle}>
            <section className={classes.block}>
              <h2>{t.innovation.factsTitle}</h2>
              <InnovationFacts innovation={innovation} />
            </section>
            <Aside innovation={innovation} />
          </aside>
        )}
      </div>
    </article>
  )
}

function Tags({ innovation }: { innovation: Innovation }) {
  const { label } = useVocabulary()
  const { sector, status, phase, acronym } = innovation
  return (
    <div className={classes.tags}>
      {acronym && <Tag>{acronym}</Tag>}
      {status !== 'published' && <Tag tone="warn">{label('innovation_statuses', status)}</Tag>}
      {sector && <Tag tone="accent">{label('sectors', sector)}</Tag>}
      <Tag>{label('phases', phase)}</Tag>
      <SustainabilityTag value={innovation.sustainability} />
      {innovation.stale && <StaleTag />}
      <DemoTag sourceRef={innovation.source_ref} />
    </div>
  )
}
