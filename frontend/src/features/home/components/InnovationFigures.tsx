import { Link } from '@tanstack/react-router'
import type { Overview } from '@/api/types'
import { byCount, sum } from '@/shared/format/count'
import { useFormat } from '@/shared/format/useFormat'
import { yearBars } from '@/shared/format/years'
import { useT } from '@/shared/i18n/useT'
import { BarTable } from '@/shared/ui/BarTable'
import { ColumnChart } from '@/shared/ui/ColumnChart'
import { Lines } from '@/shared/ui/Lines'
import { Panel, Split, Stack } from '@/shared/ui/Panel'
import { Section } from '@/shared/ui/Section'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { useOverview } from '@/shared/stats/overview'

export function InnovationFigures() {
  const { home: t } = useT()
  const { data, error } = useOverview()
  if (error) return null
  return (
    <Section title={t.sectorsTitle} lead={t.sectorsLead}>
      {data ? (
        <Bars innovations={data.innovations} />
      ) : (
        <Split>
          <Lines count={9} height={28} />
          <Lines count={9} height={28} />
        </Split>
      )}
    </Section>
  )
}

/** As many columns as a phone can show. */
const mostYears = 8

function Bars({ innovations }: { innovations: Overview['innovations'] }) {
  const { home: t } = useT()
  const { label } = useVocabulary()
  const format = useFormat()
  const unsorted = innovations.total - sum(innovations.by_sector)
  const rows = byCount(innovations.by_sector).map(([code, value]) => ({
    key: code,
    value,
    label: (
      <Link to="/innovations" search={{ sector: [code] }}>
        {label('sectors', code)}
      </Link>
    ),
  }))
  const phases = ['creation', 'development', 'institutionalisation'].map((code) => ({
    key: code,
    value: innovations.by_phase[code] ?? 0,
    label: (
      <Link to="/innovations" search={{ phase: [code] }}>
        {label('phases', code)}
      </Link>
    ),
  }))
  const { bars, undated } = yearBars(innovations.by_year, innovations.total, mostYears)
  const years = bars.map(({ year, value, andEarlier }) => ({
    label: andEarlier ? t.upTo(year) : year,
    value,
  }))
  return (
    <Split>
      <Panel>
        <BarTable
          caption={t.sectorsTitle}
          captionHidden
          columns={[t.sector, t.innovations]}
          rows={rows}
        />
        {unsorted > 0 && <p>{t.unsorted(format.number(unsorted))}</p>}
      </Panel>
      <Stack>
        <Panel>
          <BarTable caption={t.phasesTitle} columns={[t.phase, t.innovations]} rows={phases} />
        </Panel>
        <Panel>
          <ColumnChart
            caption={t.yearsTitle}
            columns={[t.year, t.innovations]}
            bars={years}
            note={undated > 0 ? t.undated(format.number(undated)) : undefined}
          />
        </Panel>
      </Stack>
    </Split>
  )
}
