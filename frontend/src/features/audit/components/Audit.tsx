import { Link } from '@tanstack/react-router'
import { PagedTable } from '@/shared/desk/PagedTable'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { SkipTo } from '@/shared/ui/SkipTo'
import { compact } from '@/shared/url/search'
import { useAuditEvents } from '../api/events'
import { useActor, useRecordOf } from '../api/find'
import type { AuditSearch, Ids } from '../api/search'
import { AuditFilters } from './AuditFilters'
import { ActionName, Summary } from './Event'
import classes from './Audit.module.css'

interface Props {
  search: AuditSearch
  onSearch: (search: AuditSearch) => void
}

export function Audit({ search, onSearch }: Props) {
  const { chain: t } = useDesk()
  const actor = useActor(search.actor)
  const record = useRecordOf(search.record, search.record_type)
  const error = actor.error ?? record.error
  const found = actor.data && record.data && { actor: actor.data, record: record.data }
  return (
    <>
      <p className={classes.chain}>
        <Link to="/admin/audit/chain">{t.link}</Link>
      </p>
      <AuditFilters
        key={JSON.stringify(search)}
        search={search}
        found={{ actor: actor.data, record: record.data }}
        onSearch={onSearch}
      />
      <SkipTo name="results">
        {error && !found && <Failure error={error} />}
        {!error && !found && <Lines count={6} height={56} />}
        {found && 'id' in found.actor && 'id' in found.record && (
          <List
            search={search}
            ids={compact({
              actor_id: found.actor.id || undefined,
              record_id: found.record.id || undefined,
            })}
          />
        )}
      </SkipTo>
    </>
  )
}

function List({ search, ids }: { search: AuditSearch; ids: Ids }) {
  const { admin: t } = useDesk()
  const format = useFormat()
  const { at, actor, action, record, summary } = t.auditColumns
  return (
    <PagedTable
      caption={t.audit}
      empty={t.auditEmpty}
      list={useAuditEvents(search, ids)}
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
