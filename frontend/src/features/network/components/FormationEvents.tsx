import { Link } from '@tanstack/react-router'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { useOverview } from '@/shared/stats/overview'
import { DataTable } from '@/shared/ui/DataTable'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Section } from '@/shared/ui/Section'

export function FormationEvents() {
  const { growth: t } = useT()
  return (
    <Section title={t.events}>
      <List />
    </Section>
  )
}

function List() {
  const { growth: t } = useT()
  const format = useFormat()
  const { data, error } = useOverview()
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={2} height={60} />
  const events = data.formation_events
  if (events.length === 0) return <Empty>{t.eventsEmpty}</Empty>
  return (
    <DataTable
      caption={t.events}
      rows={events}
      rowKey={(event) => event.event_id}
      columns={[
        {
          title: t.event,
          cell: (event) => (
            <Link to="/events/$id" params={{ id: event.event_id }} lang={recordLanguage}>
              {event.title}
            </Link>
          ),
        },
        { title: t.series.invited, cell: ({ invited }) => format.number(invited) },
        { title: t.series.agreed, cell: ({ agreed }) => format.number(agreed) },
        { title: t.declined, cell: ({ declined }) => format.number(declined) },
        { title: t.undecided, cell: ({ undecided }) => format.number(undecided) },
      ]}
    />
  )
}
