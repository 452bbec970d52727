import { useState } from 'react'
import type { User } from '@/api/types'
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
import { SelectField } from '@/shared/ui/SelectField'
import { Tag } from '@/shared/ui/Tag'
import { oneOf } from '@/shared/url/search'
import { useUsers, type UserFilter } from '../api/people'
import { allRoles } from './RoleChoices'
import { UserDialog } from './UserDialog'

/** All accounts, for admins. */
export function Users() {
  const { people: t, common } = useDesk()
  const words = useT()
  const [filter, setFilter] = useState<UserFilter>({})
  const [edited, setEdited] = useState<string>()
  const [done, setDone] = useState<string>()
  return (
    <>
      <div className={desk.filters}>
        <SearchForm
          label={t.search}
          submit={words.common.search}
          onSearch={(q) => setFilter({ ...filter, q: q || undefined })}
        />
        <SelectField
          label={t.role}
          value={filter.role ?? ''}
          options={[
            { value: '', label: common.all },
            ...allRoles.map((role) => ({ value: role, label: words.account.role[role] })),
          ]}
          onChange={(role) => setFilter({ ...filter, role: oneOf(role, allRoles) })}
        />
        <SelectField
          label={t.state}
          value={filter.active ?? ''}
          options={[
            { value: '', label: common.all },
            { value: 'true', label: common.active },
            { value: 'false', label: common.inactive },
          ]}
          onChange={(value) => setFilter({ ...filter, active: oneOf(value, ['true', 'false']) })}
        />
      </div>
      {done && (
        <div className={desk.after}>
          <Notice tone="good" live>
            {done}
          </Notice>
        </div>
      )}
      <List filter={filter} onEdit={setEdited} />
      {edited && (
        <UserDialog
          id={edited}
          onClose={() => setEdited(undefined)}
          onSaved={(user) => {
            setEdited(undefined)
            setDone(t.userSaved(user.name))
          }}
        />
      )}
    </>
  )
}

function List({ filter, onEdit }: { filter: UserFilter; onEdit: (id: string) => void }) {
  const { people: t } = useDesk()
  const words = useT()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useUsers(filter)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={6} height={56} />
  const users = data.pages.flatMap((page) => page.items)
  if (users.length === 0) return <Empty>{t.usersEmpty}</Empty>
  const { name, institution, roles, state, action } = t.columns
  return (
    <>
      <ScrollTable caption={t.usersTitle}>
        <thead>
          <tr>
            {[name, institution, roles, state, action].map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <Row key={user.id} user={user} onEdit={() => onEdit(user.id)} />
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

function Row({ user, onEdit }: { user: User; onEdit: () => void }) {
  const { people: t, common } = useDesk()
  const words = useT()
  return (
    <tr>
      <th scope="row">
        {user.name}
        <br />
        <span className={desk.muted}>{user.email}</span>
      </th>
      <td>{user.institution?.short_name ?? words.common.none}</td>
      <td>{user.roles.map((role) => words.account.role[role]).join(', ') || t.noRoles}</td>
      <td>
        <Tag tone={user.active ? 'good' : 'plain'}>
          {user.active ? common.active : common.inactive}
        </Tag>
      </td>
      <td>
        <Button variant="default" aria-label={t.editUser(user.name)} onClick={onEdit}>
          {common.edit}
        </Button>
      </td>
    </tr>
  )
}
