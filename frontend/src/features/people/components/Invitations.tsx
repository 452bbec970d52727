import { useState } from 'react'
import type { Invitation } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { ScrollTable } from '@/shared/ui/ScrollTable'
import { SelectField } from '@/shared/ui/SelectField'
import { Tag } from '@/shared/ui/Tag'
import { oneOf } from '@/shared/url/search'
import { useInvitations } from '../api/people'
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
      <List status={status} />
    </div>
  )
}

function List({ status }: { status: Invitation['status'] | undefined }) {
  const { people: t } = useDesk()
  const words = useT()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInvitations(status)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={4} height={56} />
  const invitations = data.pages.flatMap((page) => page.items)
  if (invitations.length === 0) return <Empty>{t.invitationsEmpty}</Empty>
  const { name, institution, roles, state, expires, action } = t.columns
  return (
    <>
      <ScrollTable caption={t.invitationsTitle}>
        <thead>
          <tr>
            {[name, institution, roles, state, expires, action].map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => (
            <Row key={invitation.id} invitation={invitation} />
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

const tones = { pending: 'accent', accepted: 'good', expired: 'plain', revoked: 'plain' } as const

function Row({ invitation }: { invitation: Invitation }) {
  const { people: t } = useDesk()
  const { account, common } = useT()
  const format = useFormat()
  const { name, email, institution, roles, status, expires_at } = invitation
  return (
    <tr>
      <th scope="row">
        {name}
        <br />
        <span className={desk.muted}>{email}</span>
      </th>
      <td>{institution.short_name}</td>
      <td>{roles.map((role) => account.role[role]).join(', ')}</td>
      <td>
        <Tag tone={tones[status]}>{t.statuses[status]}</Tag>
      </td>
      <td>
        <time dateTime={expires_at}>{format.dateTime(expires_at)}</time>
      </td>
      <td>{status === 'pending' ? <Revoke invitation={invitation} /> : common.none}</td>
    </tr>
  )
}
