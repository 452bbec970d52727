import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Hub, Member } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { useDesk } from '@/shared/i18n/desk'
import { useUser } from '@/shared/session/useSession'
import { useSetRoles } from '../api/people'
import { hubRoles, offeredTo, RoleChoices } from './RoleChoices'

interface Props {
  hub: Hub
  member: Member
  onClose: () => void
  onDone: () => void
}

export function RolesDialog({ hub, member, onClose, onDone }: Props) {
  const { people: t, common } = useDesk()
  const save = useSetRoles()
  const [roles, setRoles] = useState(member.roles)
  const [missing, setMissing] = useState(false)
  const clash = isProblem(save.error, 412)
  // National roles are not this hub's business, but must not get lost here.
  const isOneself = useUser()?.id === member.user_id
  const offered = [
    ...offeredTo({ isOneself, roles: member.roles }, hubRoles),
    ...member.roles.filter((role) => !hubRoles.includes(role)),
  ]
  return (
    <Confirm
      title={t.changeRolesOf(member.name)}
      text={
        <>
          {clash && <p role="alert">{common.changedMeanwhile}</p>}
          <RoleChoices
            offered={offered}
            chosen={roles}
            error={missing ? t.rolesFault : undefined}
            onChange={setRoles}
          />
        </>
      }
      yes={common.save}
      pending={save.isPending}
      error={clash ? null : save.error}
      onYes={() => {
        setMissing(roles.length === 0)
        if (roles.length > 0) {
          save.mutate({ hub, userId: member.user_id, roles }, { onSuccess: onDone })
        }
      }}
      onClose={onClose}
    />
  )
}
