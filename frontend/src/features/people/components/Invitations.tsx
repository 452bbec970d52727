import { useState } from 'react'
import { may } from '@/api/allowed'
import type { Invitation } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { PagedTable } from '@/shared/desk/PagedTable'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { PageHeading } from '@/shared/ui/PageHeading'
import { SelectField } from '@/shared/ui/SelectField'
import { SkipTo } from '@/shared/ui/SkipTo'
import { Tag } from '@/shared/ui/Tag'
import { oneOf } from '@/shared/url/search'
import { useInvitations } from '../api/people'
import { Person } from './Person'
import { Revoke } from './Revoke'

const statuses = ['pending', 'accepted', 'expired', 'revoked'] as const

export function Invitations() {
  const { people: t, common, work } = useDesk()
  const [status, setStatus] = useState<Invitation['status'] | undefined>('pending')
  return (
    <div className="container">
      <PageHeading
        title={t.invitationsTitle}
        lead={t.invitationsLead}
        crumbs={[{ label: work.title, to: '/work' }]}
      />
      <div className={desk.filters}>
        <SelectField
          label={t.status}
          value={status ?? ''}
          options={[
            { value: '', label: common.all },
            ...statuses.map((one) => ({ value: one, label: t.statuses[one] })),
          ]}
          onChange={(value) => setStatus(oneOf(value, statuses))}
        />
      </div>
      <SkipTo name="results">
        <List status={status} />
      </SkipTo>
    </div>
  )
}

const tones = { pending: 'accent', accepted: 'good', expired: 'plain', revoked: 'plain' } as const

function List({ status }: { status: Invitation['status'] | undefined }) {
  const { people: t } = useDesk()
  const { account } = useT()
  const format = useFormat()
  const { name, institution, roles, state, expires, action } = t.columns
  return (
    <PagedTable
      caption={t.invitationsTitle}
      empty={t.invitationsEmpty}
      list={useInvitations(status)}
      columns={[
        { title: name, cell: (one) => <Person name={one.name} email={one.email} /> },
        { title: institution, cell: (one) => one.institution.short_name },
        { title: roles, cell: (one) => one.roles.map((role) => account.role[role]).join(', ') },
        {
          title: state,
          cell: (one) => <Tag tone={tones[one.status]}>{t.statuses[one.status]}</Tag>,
        },
        {
          title: expires,
          cell: (one) => <time dateTime={one.expires_at}>{format.dateTime(one.expires_at)}</time>,
        },
        {
          title: action,
          cell: (one) => (may(one, 'delete') ? <Revoke invitation={one} /> : null),
        },
      ]}
    />
  )
}
