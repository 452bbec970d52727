import { Link } from '@tanstack/react-router'
import type { Event, Participant } from '@/api/types'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { DataTable, type Column } from '@/shared/ui/DataTable'
import { Empty } from '@/shared/ui/Empty'
import type { IconName } from '@/shared/ui/Icon'
import { Tag, type Tone } from '@/shared/ui/Tag'

export function ParticipantTable({ event: { participants, status } }: { event: Event }) {
  const { events: t } = useT()
  const columns = useColumns()
  if (participants.length === 0) return <Empty>{t.noParticipants}</Empty>
  // Nobody was there, and nobody decided, before it took place.
  const happened = status === 'held' || status === 'closed'
  return (
    <DataTable
      caption={t.participants}
      rows={participants}
      rowKey={({ institution_id }) => institution_id}
      columns={happened ? columns : columns.slice(0, 2)}
    />
  )
}

function useColumns(): Column<Participant>[] {
  const { events: t } = useT()
  return [
    {
      title: t.institution,
      cell: ({ institution }) => (
        <Link to="/institutions/$code" params={{ code: institution.code }} lang={recordLanguage}>
          {institution.name}
        </Link>
      ),
    },
    { title: t.response, cell: ({ response }) => t.responses[response] },
    { title: t.attended, cell: ({ attended }) => (attended ? t.was.yes : t.was.no) },
    { title: t.decision, cell: ({ decision }) => <DecisionTag decision={decision} /> },
  ]
}

const looks: Record<Participant['decision'], [Tone, IconName?]> = {
  agreed: ['good', 'continuing'],
  declined: ['bad', 'stopped'],
  undecided: ['plain'],
}

function DecisionTag({ decision }: Pick<Participant, 'decision'>) {
  const { events: t } = useT()
  const [tone, icon] = looks[decision]
  return (
    <Tag tone={tone} icon={icon}>
      {t.decisions[decision]}
    </Tag>
  )
}
