import { Link } from '@tanstack/react-router'
import type { Overview } from '@/api/types'
import { byCount } from '@/shared/format/count'
import { useFormat } from '@/shared/format/useFormat'
import { yearBars } from '@/shared/format/years'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { BarTable } from '@/shared/ui/BarTable'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { ColumnChart } from '@/shared/ui/ColumnChart'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { Panel, Split } from '@/shared/ui/Panel'
import { Section } from '@/shared/ui/Section'
import { oneOf } from '@/shared/url/search'
import { institutionKinds } from '@/shared/vocabulary/institutionKinds'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { useOverview } from '@/shared/stats/overview'
import classes from './Home.module.css'

/** As many columns as a phone can show. */
const mostYears = 8

function Formed({ hubs }: { hubs: Overview['hubs'] }) {
  const { home: t } = useT()
  const format = useFormat()
  const { bars, undated } = yearBars(hubs.by_year, hubs.total, mostYears)
  return (
    <ColumnChart
      caption={t.hubsByYear}
      columns={[t.year, t.hubCount]}
      bars={bars.map(({ year, value, andEarlier }) => ({
        label: andEarlier ? t.upTo(year) : year,
        value,
      }))}
      note={undated > 0 ? t.hubsUndated(format.number(undated)) : undefined}
    />
  )
}

export function NetworkGrowth() {
  const { home: t } = useT()
  const { label } = useVocabulary()
  const format = useFormat()
  const { data, error } = useOverview()
  if (error) return null
  const hubs = data?.hubs
  return (
    <Section
      title={t.hubsTitle}
      lead={t.hubsLead}
      action={
        <ButtonLink to="/hubs" variant="default">
          {t.hubsAll}
        </ButtonLink>
      }
    >
      <Split>
        <Panel>{hubs ? <Formed hubs={hubs} /> : <Lines count={6} height={32} />}</Panel>
        <Panel>
          {hubs ? (
            <BarTable
              caption={t.hubsByKind}
              columns={[t.kind, t.hubCount]}
              rows={byCount(hubs.by_kind).map(([kind, value]) => ({
                key: kind,
                value,
                label: (
                  <Link to="/hubs" search={{ kind: oneOf(kind, institutionKinds) }}>
                    {label('institution_kinds', kind)}
                  </Link>
                ),
              }))}
            />
          ) : (
            <Lines count={6} height={32} />
          )}
        </Panel>
      </Split>
      {data && (
        <div className={classes.note}>
          <Notice>
            {data.formation_events.slice(0, 3).map((event) => (
              <p key={event.event_id}>
                <Link to="/events/$id" params={{ id: event.event_id }} lang={recordLanguage}>
                  {event.title}
                </Link>
                : {t.formation(format.number(event.invited), format.number(event.agreed))}.
              </p>
            ))}
            <p>{t.sourceNote(format.number(data.hubs.total))}</p>
            <Link to="/network">{t.toNetwork}</Link>
          </Notice>
        </div>
      )}
    </Section>
  )
}
