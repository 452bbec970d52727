import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Account } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import desk from '@/shared/desk/Desk.module.css'
import { TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { useUser } from '@/shared/session/useSession'
import { Button } from '@/shared/ui/Button'
import { useAccount, useSaveAccount } from '../api/people'
import { ResetLink } from './ResetLink'
import { allRoles, offeredTo, RoleChoices } from './RoleChoices'

interface Props {
  id: string
  onClose: () => void
  onSaved: (user: Account) => void
}

/** One account: what may be done with it is the server's word. */
export function UserDialog({ id, ...rest }: Props) {
  const { data } = useAccount(id)
  return data ? <Form key={data.version} user={data} {...rest} /> : null
}

function Form({ user, onClose, onSaved }: Omit<Props, 'id'> & { user: Account }) {
  const { people: t, common, entry } = useDesk()
  const save = useSaveAccount(user, onSaved)
  const [name, setName] = useState(user.name)
  const [roles, setRoles] = useState(user.roles)
  const [asking, setAsking] = useState<'deactivate' | 'reset'>()
  const isOneself = useUser()?.id === user.id
  const may = (action: string) => user.allowed_actions?.includes(action) ?? false
  if (asking === 'reset') return <ResetLink userId={user.id} name={user.name} onClose={onClose} />
  if (asking === 'deactivate') {
    return (
      <Confirm
        title={t.deactivate}
        text={t.deactivateAsk(user.name)}
        yes={t.deactivateYes}
        danger
        pending={save.isPending}
        error={save.error}
        onYes={() => save.mutate({ active: false })}
        onClose={onClose}
      />
    )
  }
  const clash = isProblem(save.error, 412)
  return (
    <Confirm
      title={t.editUser(user.name)}
      text={
        <div className={desk.form}>
          {clash && <p role="alert">{common.changedMeanwhile}</p>}
          {!may('update') && <p>{t.userGone}</p>}
          <TextField
            id="user-name"
            label={t.name}
            value={name}
            error={name.trim() === '' ? entry.nameFault : undefined}
            onChange={setName}
          />
          <RoleChoices
            offered={offeredTo({ isOneself, roles: user.roles }, allRoles)}
            chosen={roles}
            onChange={setRoles}
          />
          <div className={desk.buttons}>
            {may('reset_password') && (
              <Button variant="default" onClick={() => setAsking('reset')}>
                {t.resetLink}
              </Button>
            )}
            {may('deactivate') && (
              <Button variant="danger" onClick={() => setAsking('deactivate')}>
                {t.deactivate}
              </Button>
            )}
            {may('activate') && (
              <Button variant="default" onClick={() => save.mutate({ active: true })}>
                {t.activate}
              </Button>
            )}
          </div>
        </div>
      }
      yes={common.save}
      pending={save.isPending}
      error={clash ? null : save.error}
      onYes={() => {
        if (may('update') && name.trim() !== '') save.mutate({ name: name.trim(), roles })
      }}
      onClose={onClose}
    />
  )
}
