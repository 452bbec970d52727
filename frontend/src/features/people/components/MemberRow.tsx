import { useState } from 'react'
import type { Hub, Member } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { Tag } from '@/shared/ui/Tag'
import { RemoveMember } from './RemoveMember'
import { ResetLink } from './ResetLink'
import { RolesDialog } from './RolesDialog'

interface Props {
  hub: Hub
  member: Member
  onDone: (text: string) => void
}

type Open = 'roles' | 'remove' | 'reset'

export function MemberRow({ hub, member, onDone }: Props) {
  const { people: t, common } = useDesk()
  const { account } = useT()
  const [open, setOpen] = useState<Open>()
  const { name, email, roles, active } = member
  const close = () => setOpen(undefined)
  const finish = (text: string) => {
    close()
    onDone(text)
  }
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{email}</td>
      <td>{roles.map((role) => account.role[role]).join(', ') || t.noRoles}</td>
      <td>
        <Tag tone={active ? 'good' : 'plain'}>{active ? common.active : common.inactive}</Tag>
      </td>
      <td>
        {hub.allowed_actions?.includes('members') && (
          <div className={desk.buttons}>
            <Button
              variant="default"
              aria-label={t.changeRolesOf(name)}
              onClick={() => setOpen('roles')}
            >
              {t.changeRoles}
            </Button>
            <Button
              variant="default"
              aria-label={t.resetLinkOf(name)}
              onClick={() => setOpen('reset')}
            >
              {t.resetLink}
            </Button>
            <Button
              variant="danger"
              aria-label={t.removeOf(name)}
              onClick={() => setOpen('remove')}
            >
              {t.remove}
            </Button>
          </div>
        )}
        {open === 'roles' && (
          <RolesDialog
            hub={hub}
            member={member}
            onClose={close}
            onDone={() => finish(t.rolesSaved(name))}
          />
        )}
        {open === 'remove' && (
          <RemoveMember
            hub={hub}
            member={member}
            onClose={close}
            onDone={() => finish(t.removed(name))}
          />
        )}
        {open === 'reset' && <ResetLink userId={member.user_id} name={name} onClose={close} />}
      </td>
    </tr>
  )
}
