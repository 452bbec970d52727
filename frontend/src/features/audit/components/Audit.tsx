import desk from '@/shared/desk/Desk.module.css'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { ScrollTable } from '@/shared/ui/ScrollTable'
import { useAuditEvents } from '../api/events'
import type { AuditSearch } from '../api/search'
import { AuditFilters } from './AuditFilters'
import { EventRow } from './EventRow'

interface Props {
  search: AuditSearch
  onSearch: (search: AuditSearch) => void
}

export function Audit({ search, onSearch }: Props) {
  return (
    <>
      <AuditFilters key={JSON.stringify(search)} search={search} onSearch={onSearch} />
      <List search={search} />
    </>
  )
}

function List({ search }: { search: AuditSearch }) {
  const { admin: t } = useDesk()
  const { common } = useT()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useAuditEvents(search)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={8} height={52} />
  const events = data.pages.flatMap((page) => page.items)
  if (events.length === 0) return <Empty>{t.auditEmpty}</Empty>
  return (
    <>
      <ScrollTable caption={t.audit}>
        <thead>
          <tr>
            {Object.values(t.auditColumns).map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <EventRow key={event.id} event={event} />
          ))}
        </tbody>
      </ScrollTable>
      {hasNextPage && (
        <Button
          className={desk.more}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {common.more}
        </Button>
      )}
    </>
  )
}
