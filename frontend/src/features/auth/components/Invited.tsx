import { TextInput } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import { isProblem } from '@/api/problem'
import type { ReceivedInvitation } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { isPassword } from '@/shared/password/isPassword'
import { Button } from '@/shared/ui/Button'
import { explain } from '@/shared/ui/explain'
import { Facts } from '@/shared/ui/Facts'
import { Notice } from '@/shared/ui/Notice'
import { useSkipTarget } from '@/shared/ui/skipTargets'
import { ChosenPassword } from './ChosenPassword'
import classes from './Login.module.css'

interface Props {
  invitation: ReceivedInvitation
  accepting: { isPending: boolean; error: Error | null }
  onAccept: (form: { name: string; password: string }) => void
}

/** What somebody is invited to, and the form to accept it by. */
export function Invited({ invitation, accepting: { isPending, error }, onAccept }: Props) {
  const words = useT()
  const { entry: t } = useDesk()
  const skip = useSkipTarget('form')
  const known = invitation.has_account
  const [name, setName] = useState(invitation.name)
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const problem = isProblem(error) ? error : undefined
  const noName = name.trim() === ''
  const noPassword = known ? password === '' : !isPassword(password)

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setChecked(true)
    if (noName || noPassword) {
      const first = noName ? 'name' : 'password'
      event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
    } else if (!isPending) onAccept({ name: name.trim(), password })
  }

  return (
    <form {...skip} className={classes.form} onSubmit={submit} noValidate>
      <p>{known ? t.knownLead(invitation.invited_by) : t.inviteLead(invitation.invited_by)}</p>
      <What invitation={invitation} />
      {problem && problem.status !== 422 && (
        <Notice tone="bad" live>
          {problem.status === 404 ? t.badInvite : explain(problem, words).text}
        </Notice>
      )}
      {/* Password managers keep the address with the password. */}
      <input hidden readOnly type="email" autoComplete="username" value={invitation.email} />
      {!known && (
        <TextInput
          size="md"
          name="name"
          label={t.name}
          autoComplete="name"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={problem?.about('/name') ?? (checked && noName ? t.nameFault : undefined)}
        />
      )}
      <ChosenPassword
        value={password}
        onChange={setPassword}
        known={known}
        about={[name, invitation.email]}
        error={problem?.about('/password') ?? (checked && noPassword ? t.passwordFault : undefined)}
      />
      <Button type="submit" size="md" loading={isPending}>
        {known ? t.knownSubmit : t.inviteSubmit}
      </Button>
    </form>
  )
}

function What({ invitation }: { invitation: ReceivedInvitation }) {
  const { account } = useT()
  const { entry: t } = useDesk()
  const format = useFormat()
  const { institution, roles, email, expires_at } = invitation
  return (
    <Facts
      facts={[
        [account.institution, institution.name],
        [account.roles, roles.map((role) => account.role[role]).join(', ')],
        [account.email, email],
        [t.until, <time dateTime={expires_at}>{format.dateTime(expires_at)}</time>],
      ]}
    />
  )
}
