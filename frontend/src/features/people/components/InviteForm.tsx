import { useId, useState, type SubmitEvent } from 'react'
import { isProblem } from '@/api/problem'
import type { Hub, Role } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { ErrorSummary } from '@/shared/desk/ErrorSummary'
import { TextField } from '@/shared/desk/Field'
import { Secret } from '@/shared/desk/Secret'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { useInvite } from '../api/people'
import { hubRoles, RoleChoices } from './RoleChoices'

const isEmail = (text: string) => /^\S+@\S+\.\S+$/.test(text.trim())

interface Props {
  institution: Hub['institution']
  /** Roles that are chosen to begin with. */
  initial?: Role[]
}

export function InviteForm({ institution, initial = ['innovator'] }: Props) {
  const words = useT()
  const { people: t, entry } = useDesk()
  const invite = useInvite()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [roles, setRoles] = useState(initial)
  const [attempt, setAttempt] = useState(0)
  const problem = isProblem(invite.error, 422) ? invite.error : undefined
  const checked = attempt > 0 && !invite.isSuccess
  const faults = {
    name: problem?.about('/name') ?? (checked && name.trim() === '' ? entry.nameFault : undefined),
    email: problem?.about('/email') ?? (checked && !isEmail(email) ? t.emailFault : undefined),
    roles: problem?.about('/roles') ?? (checked && roles.length === 0 ? t.rolesFault : undefined),
  }
  const id = useId()
  const places = { name: `${id}-name`, email: `${id}-email`, roles: `${id}-innovator` }

  function submit(event: SubmitEvent) {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (name.trim() === '' || !isEmail(email) || roles.length === 0 || invite.isPending) return
    invite.mutate(
      { name: name.trim(), email: email.trim(), institution_id: institution.id, roles },
      {
        onSuccess: () => {
          setName('')
          setEmail('')
          setAttempt(0)
        },
      },
    )
  }

  return (
    <>
      <form className={desk.form} onSubmit={submit} noValidate>
        <ErrorSummary
          attempt={attempt}
          problems={(['name', 'email', 'roles'] as const).flatMap((field) =>
            faults[field] ? [{ id: places[field], text: faults[field] }] : [],
          )}
        />
        <TextField
          id={places.name}
          label={t.name}
          value={name}
          error={faults.name}
          onChange={setName}
        />
        <TextField
          id={places.email}
          type="email"
          label={t.email}
          value={email}
          error={faults.email}
          onChange={setEmail}
        />
        <RoleChoices
          name={id}
          offered={hubRoles}
          chosen={roles}
          error={faults.roles}
          onChange={setRoles}
        />
        <Button type="submit" size="md" loading={invite.isPending}>
          {t.send}
        </Button>
        {invite.error && !problem && (
          <Notice tone="bad" live>
            {explain(invite.error, words).text}
          </Notice>
        )}
      </form>
      {invite.data && !invite.data.url && (
        <Notice tone="good" live>
          {t.inviteMailed(invite.data.name)}
        </Notice>
      )}
      {invite.data?.url && (
        <div className={desk.after}>
          <Secret
            key={invite.data.id}
            text={t.inviteReady(invite.data.name)}
            label={t.link}
            value={invite.data.url}
          />
        </div>
      )}
    </>
  )
}
