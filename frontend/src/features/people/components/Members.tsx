import { useState } from 'react'
import type { Hub } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { useDesk } from '@/shared/i18n/desk'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { ScrollTable } from '@/shared/ui/ScrollTable'
import { Section } from '@/shared/ui/Section'
import { useHub, useMembers } from '../api/people'
import { InviteForm } from './InviteForm'
import { MemberRow } from './MemberRow'

/** Who belongs to a hub, and who may be asked to. */
export function Members({ slug }: { slug: string }) {
  const { people: t, work } = useDesk()
  const { data: hub, error } = useHub(slug)
  const title = t.membersTitle(hub?.name ?? '')
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
            <List hub={hub} />
          </Section>
          {hub.allowed_actions?.includes('invite') && (
            <Section title={t.invite} lead={t.inviteLead}>
              <InviteForm institution={hub.institution} />
            </Section>
          )}
        </>
      )}
    </div>
  )
}

function List({ hub }: { hub: Hub }) {
  const { people: t } = useDesk()
  const { data, error } = useMembers(hub.id)
  const [done, setDone] = useState<string>()
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={4} height={56} />
  if (data.items.length === 0) return <Empty>{t.membersEmpty}</Empty>
  const { name, email, roles, state, action } = t.columns
  return (
    <>
      {done && (
        <div className={desk.after}>
          <Notice tone="good" live>
            {done}
          </Notice>
        </div>
      )}
      <ScrollTable caption={t.members}>
        <thead>
          <tr>
            {[name, email, roles, state, action].map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.items.map((member) => (
            <MemberRow key={member.user_id} hub={hub} member={member} onDone={setDone} />
          ))}
        </tbody>
      </ScrollTable>
    </>
  )
}
