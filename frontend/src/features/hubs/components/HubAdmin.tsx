import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Hub } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { ScrollTable } from '@/shared/ui/ScrollTable'
import { SearchForm } from '@/shared/ui/SearchForm'
import { useAllHubs } from '../api/edit'
import { HubDialog } from './HubDialog'
import { HubStatusTag } from './HubStatusTag'
import { NewHubDialog } from './NewHubDialog'

export function HubAdmin() {
  const { admin: t } = useDesk()
  const { common } = useT()
  const [q, setQ] = useState<string>()
  const [edited, setEdited] = useState<Hub | 'new'>()
  const [saved, setSaved] = useState<string>()
  const close = () => setEdited(undefined)
  const done = ({ name }: Hub) => {
    close()
    setSaved(name)
  }
  return (
    <>
      <div className={desk.filters}>
        <SearchForm
          label={t.search}
          submit={common.search}
          onSearch={(text) => setQ(text || undefined)}
        />
        <Button size="md" onClick={() => setEdited('new')}>
          {t.newHub}
        </Button>
      </div>
      {saved && (
        <div className={desk.after}>
          <Notice tone="good" live>
            {t.saved(saved)}
          </Notice>
        </div>
      )}
      <List q={q} onEdit={setEdited} />
      {edited === 'new' && <NewHubDialog onClose={close} onSaved={done} />}
      {edited && edited !== 'new' && (
        <HubDialog hub={edited} formation onClose={close} onSaved={done} />
      )}
    </>
  )
}

function List({ q, onEdit }: { q: string | undefined; onEdit: (hub: Hub) => void }) {
  const { admin: t, common, people } = useDesk()
  const words = useT()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useAllHubs(q)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={8} height={52} />
  const hubs = data.pages.flatMap((page) => page.items)
  if (hubs.length === 0) return <Empty>{t.empty}</Empty>
  return (
    <>
      <ScrollTable caption={t.hubs}>
        <thead>
          <tr>
            {[t.fields.hubName, t.fields.institution_id, t.fields.status, t.action].map(
              (column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {hubs.map((hub) => (
            <tr key={hub.id}>
              <th scope="row">{hub.name}</th>
              <td>{hub.institution.short_name}</td>
              <td>
                <HubStatusTag status={hub.status} />
              </td>
              <td>
                <div className={desk.buttons}>
                  <Button
                    variant="default"
                    aria-label={t.editOf(hub.name)}
                    onClick={() => onEdit(hub)}
                  >
                    {common.edit}
                  </Button>
                  <Link to="/hubs/$slug/members" params={{ slug: hub.slug }}>
                    {people.members}
                    <span className="sr-only">: {hub.name}</span>
                  </Link>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {hasNextPage && (
        <Button
          className={desk.more}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {words.common.more}
        </Button>
      )}
    </>
  )
}
