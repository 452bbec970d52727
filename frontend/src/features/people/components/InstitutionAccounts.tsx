import type { Hub } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { useAnswerers } from '../api/people'
import { InviteForm } from './InviteForm'
import { Person } from './Person'

/** Who can answer for an institution, and an invitation for somebody who shall. */
export function InstitutionAccounts({ institution }: { institution: Hub['institution'] }) {
  return (
    <>
      <Known institutionId={institution.id} />
      <InviteForm institution={institution} initial={['hub_manager']} />
    </>
  )
}

function Known({ institutionId }: { institutionId: string }) {
  const { account } = useT()
  const { events } = useDesk()
  const { data, error } = useAnswerers(institutionId)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={1} height={40} />
  if (data.items.length === 0) return <p>{events.invite.nobodyKnown}</p>
  return (
    <>
      <p>{events.invite.known}:</p>
      <ul>
        {data.items.map(({ id, name, email, roles }) => (
          <li key={id}>
            <Person name={name} email={email} /> ·{' '}
            {roles.map((role) => account.role[role]).join(', ')}
          </li>
        ))}
      </ul>
    </>
  )
}
