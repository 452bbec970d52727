import { useState } from 'react'
import { may } from '@/api/allowed'
import type { Hub, Member } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { RemoveMember } from './RemoveMember'
import { ResetLink } from './ResetLink'
import { RolesDialog } from './RolesDialog'

interface Props {
  hub: Hub
  member: Member
  onDone: (text: string) => void
}

type Open = 'roles' | 'remove' | 'reset'

export function MemberActions({ hub, member, onDone }: Props) {
  const { people: t } = useDesk()
  const [open, setOpen] = useState<Open>()
  const { name } = member
  const close = () => setOpen(undefined)
  const finish = (text: string) => {
    close()
    onDone(text)
  }
  return (
    <>
      <div className={desk.buttons}>
        {may(member, 'update') && (
          <Button
            variant="default"
            aria-label={t.changeRolesOf(name)}
            onClick={() => setOpen('roles')}
          >
            {t.changeRoles}
          </Button>
        )}
        {may(member, 'reset_password') && (
          <Button
            variant="default"
            aria-label={t.resetLinkOf(name)}
            onClick={() => setOpen('reset')}
          >
            {t.resetLink}
          </Button>
        )}
        {may(member, 'remove') && (
          <Button variant="danger" aria-label={t.removeOf(name)} onClick={() => setOpen('remove')}>
            {t.remove}
          </Button>
        )}
      </div>
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
    </>
  )
}
