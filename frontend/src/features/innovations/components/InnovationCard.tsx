import { Link } from '@tanstack/react-router'
import type { InnovationSummary } from '@/api/types'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { DemoTag } from '@/shared/ui/DemoTag'
import { StaleTag, SustainabilityTag } from '@/shared/ui/SustainabilityTag'
import { Tag } from '@/shared/ui/Tag'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import classes from './InnovationCard.module.css'

interface Props {
  innovation: InnovationSummary
  /** Own records may be unpublished: say where they stand. */
  showStatus?: boolean
}

export function InnovationCard({ innovation, showStatus }: Props) {
  const { label } = useVocabulary()
  const { slug, title, summary, institution, implemented_on, sector, phase } = innovation
  return (
    <article className={classes.card}>
      <p className={classes.meta}>
        {institution.short_name}
        {implemented_on && <span>{implemented_on.slice(0, 4)}</span>}
      </p>
      <h3 className={classes.title} lang={recordLanguage}>
        <Link to="/innovations/$slug" params={{ slug }}>
          {title}
        </Link>
      </h3>
      {summary && (
        <p className={classes.summary} lang={recordLanguage}>
          {summary}
        </p>
      )}
      <div className={classes.tags}>
        {showStatus && <Tag>{label('innovation_statuses', innovation.status)}</Tag>}
        {sector && <Tag tone="accent">{label('sectors', sector)}</Tag>}
        <Tag>{label('phases', phase)}</Tag>
        <SustainabilityTag value={innovation.sustainability} />
        {innovation.stale && <StaleTag />}
        <DemoTag sourceRef={innovation.source_ref} />
      </div>
    </article>
  )
}
