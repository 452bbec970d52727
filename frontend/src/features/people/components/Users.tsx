import { useState } from 'react'
import desk from '@/shared/desk/Desk.module.css'
import { Done } from '@/shared/desk/Done'
import { PagedTable } from '@/shared/desk/PagedTable'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { SearchForm } from '@/shared/ui/SearchForm'
import { SelectField } from '@/shared/ui/SelectField'
import { SkipTo } from '@/shared/ui/SkipTo'
import { oneOf } from '@/shared/url/search'
import { useUsers, type UserFilter } from '../api/people'
import { ActiveTag } from './ActiveTag'
import { Person } from './Person'
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
      {done && <Done>{done}</Done>}
      <SkipTo name="results">
        <List filter={filter} onEdit={setEdited} />
      </SkipTo>
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
  const { people: t, common } = useDesk()
  const words = useT()
  const { name, institution, roles, state, action } = t.columns
  return (
    <PagedTable
      caption={t.usersTitle}
      empty={t.usersEmpty}
      list={useUsers(filter)}
      columns={[
        { title: name, cell: (user) => <Person name={user.name} email={user.email} /> },
        { title: institution, cell: (user) => user.institution?.short_name ?? words.common.none },
        {
          title: roles,
          cell: (user) =>
            user.roles.map((role) => words.account.role[role]).join(', ') || t.noRoles,
        },
        { title: state, cell: (user) => <ActiveTag active={user.active} /> },
        {
          title: action,
          cell: (user) => (
            <Button
              variant="default"
              aria-label={t.editUser(user.name)}
              onClick={() => onEdit(user.id)}
            >
              {common.edit}
            </Button>
          ),
        },
      ]}
    />
  )
}
