import { useState } from 'react'
import { may } from '@/api/allowed'
import type { Hub, Member } from '@/api/types'
import { Done } from '@/shared/desk/Done'
import { NotForYou } from '@/shared/desk/NotForYou'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { DataTable, type Column } from '@/shared/ui/DataTable'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { Section } from '@/shared/ui/Section'
import { SkipTo } from '@/shared/ui/SkipTo'
import { useHub, useMembers } from '../api/people'
import { ActiveTag } from './ActiveTag'
import { InviteForm } from './InviteForm'
import { MemberActions } from './MemberActions'
import { Person } from './Person'

/** Who belongs to a hub, and who may be asked to. */
export function Members({ slug }: { slug: string }) {
  const { people: t, work } = useDesk()
  const { data: hub, error } = useHub(slug)
  const title = t.membersTitle(hub?.name ?? '')
  if (hub && !may(hub, 'members')) return <NotForYou />
  return (
    <div className="container">
      <PageHeading
        title={title}
        lead={t.membersLead}
        crumbs={[{ label: work.title, to: '/work' }]}
      />
      {error && !hub && <Failure error={error} />}
      {!hub && !error && <Lines count={5} height={56} />}
      {hub && (
        <>
          <Section title={t.members}>
            <SkipTo name="results">
              <List hub={hub} />
            </SkipTo>
          </Section>
          {may(hub, 'invite') && (
            <Section title={t.invite} lead={t.inviteLead}>
              <SkipTo name="form">
                <InviteForm institution={hub.institution} />
              </SkipTo>
            </Section>
          )}
        </>
      )}
    </div>
  )
}

function List({ hub }: { hub: Hub }) {
  const { people: t } = useDesk()
  const { account } = useT()
  const { data, error } = useMembers(hub.id)
  const [done, setDone] = useState<string>()
  const { name, roles, state, action } = t.columns
  const facts: Column<Member>[] = [
    { title: name, cell: (member) => <Person name={member.name} email={member.email} /> },
    {
      title: roles,
      cell: (member) => member.roles.map((role) => account.role[role]).join(', ') || t.noRoles,
    },
    { title: state, cell: (member) => <ActiveTag active={member.active} /> },
  ]
  const actions: Column<Member>[] = hub.allowed_actions?.includes('members')
    ? [
        {
          title: action,
          cell: (member) => <MemberActions hub={hub} member={member} onDone={setDone} />,
        },
      ]
    : []
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={4} height={56} />
  if (data.items.length === 0) return <Empty>{t.membersEmpty}</Empty>
  return (
    <>
      {done && <Done>{done}</Done>}
      <DataTable
        caption={t.members}
        columns={[...facts, ...actions]}
        rows={data.items}
        rowKey={(member) => member.user_id}
      />
    </>
  )
}
