import { Link } from '@tanstack/react-router'
import { PagedTable } from '@/shared/desk/PagedTable'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { useAuditEvents } from '../api/events'
import type { AuditSearch } from '../api/search'
import { AuditFilters } from './AuditFilters'
import { ActionName, Summary } from './Event'

interface Props {
  search: AuditSearch
  onSearch: (search: AuditSearch) => void
}

export function Audit({ search, onSearch }: Props) {
  const { chain: t } = useDesk()
  return (
    <>
      <p>
        <Link to="/admin/audit/chain">{t.link}</Link>
      </p>
      <AuditFilters key={JSON.stringify(search)} search={search} onSearch={onSearch} />
      <List search={search} />
    </>
  )
}

function List({ search }: { search: AuditSearch }) {
  const { admin: t } = useDesk()
  const format = useFormat()
  const { at, actor, action, record, summary } = t.auditColumns
  return (
    <PagedTable
      caption={t.audit}
      empty={t.auditEmpty}
      list={useAuditEvents(search)}
      columns={[
        {
          title: at,
          cell: (event) => <time dateTime={event.at}>{format.dateTime(event.at)}</time>,
        },
        { title: actor, cell: (event) => event.actor?.name ?? t.system },
        { title: action, cell: (event) => <ActionName event={event} /> },
        {
          title: record,
          cell: (event) => t.recordTypes[event.record_type],
        },
        { title: summary, cell: (event) => <Summary event={event} /> },
      ]}
    />
  )
}
