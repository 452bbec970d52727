import { Link } from '@tanstack/react-router'
import { byCount } from '@/shared/format/count'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { BarTable } from '@/shared/ui/BarTable'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Section } from '@/shared/ui/Section'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import type { VocabularyName } from '@/shared/vocabulary/vocabulary'
import { useHubStats } from '../api/hub'
import classes from './HubProfile.module.css'

export function HubStats({ hubId }: { hubId: string }) {
  const { hubs: t } = useT()
  const format = useFormat()
  const { data, error } = useHubStats(hubId)
  if (error) return <Failure error={error} />
  if (!data) return <Lines count={4} height={64} />
  const { total, stale, by_phase, by_sector, by_sustainability } = data.innovations
  return (
    <Section title={t.statsTitle}>
      <dl className={classes.figures}>
        <Figure term={t.total} value={format.number(total)} />
        <Figure term={t.stale} value={format.number(stale)} />
      </dl>
      {total > 0 && (
        <>
          <Breakdown
            title={t.bySector}
            vocabulary="sectors"
            counts={by_sector}
            filter="sector"
            hubId={hubId}
          />
          <Breakdown
            title={t.byPhase}
            vocabulary="phases"
            counts={by_phase}
            filter="phase"
            hubId={hubId}
          />
          <Breakdown
            title={t.bySustainability}
            vocabulary="sustainability"
            counts={by_sustainability}
            filter="sustainability"
            hubId={hubId}
          />
        </>
      )}
    </Section>
  )
}

const Figure = ({ term, value }: { term: string; value: string }) => (
  <div>
    <dt>{term}</dt>
    <dd>
      <strong>{value}</strong>
    </dd>
  </div>
)

interface BreakdownProps {
  title: string
  vocabulary: VocabularyName
  counts: Record<string, number>
  filter: 'sector' | 'phase' | 'sustainability'
  hubId: string
}

function Breakdown({ title, vocabulary, counts, filter, hubId }: BreakdownProps) {
  const { hubs: t } = useT()
  const { label } = useVocabulary()
  return (
    <BarTable
      caption={title}
      columns={[title, t.total]}
      rows={byCount(counts).map(([code, value]) => ({
        key: code,
        value,
        label: (
          <Link to="/innovations" search={{ hub_id: [hubId], [filter]: [code] }}>
            {label(vocabulary, code)}
          </Link>
        ),
      }))}
    />
  )
}
