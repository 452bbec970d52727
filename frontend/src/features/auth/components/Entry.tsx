import { PasswordInput, TextInput } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import { isProblem } from '@/api/problem'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useAcceptInvitation, useNewPassword } from '../api/entry'
import classes from './Login.module.css'

type Kind = 'invite' | 'reset'

/** Where the link of an invitation, or one for a new password, leads. */
export function Entry({ kind, token }: { kind: Kind; token: string }) {
  const { entry: t } = useDesk()
  const [done, setDone] = useState(false)
  const invited = kind === 'invite'
  return (
    <div className={`container ${classes.page ?? ''}`}>
      <PageHeading
        title={invited ? t.inviteTitle : t.resetTitle}
        lead={invited ? t.inviteLead : t.resetLead}
      />
      {done ? (
        <>
          <Notice tone="good" live>
            {invited ? t.inviteDone : t.resetDone}
          </Notice>
          <p className={classes.help}>
            <ButtonLink to="/login" search={{ next: '/work' }} size="md">
              {t.signIn}
            </ButtonLink>
          </p>
        </>
      ) : token === '' ? (
        <Notice tone="warn">{t.noToken}</Notice>
      ) : (
        <EntryForm kind={kind} token={token} onDone={() => setDone(true)} />
      )}
    </div>
  )
}

interface FormProps {
  kind: Kind
  token: string
  onDone: () => void
}

function EntryForm({ kind, token, onDone }: FormProps) {
  const words = useT()
  const { entry: t } = useDesk()
  const accept = useAcceptInvitation()
  const reset = useNewPassword()
  const invited = kind === 'invite'
  const { mutate, isPending, error } = invited ? accept : reset
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const problem = isProblem(error) ? error : undefined
  const noName = invited && name.trim() === ''
  const length = Array.from(password).length
  const badPassword = length < 12 || length > 128

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setChecked(true)
    if (noName || badPassword) {
      const first = noName ? 'name' : 'password'
      event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
    } else if (!isPending) mutate({ token, name: name.trim(), password }, { onSuccess: onDone })
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {problem && problem.status !== 422 && (
        <Notice tone="bad" live>
          {problem.status === 404
            ? invited
              ? t.badInvite
              : t.badReset
            : explain(problem, words).text}
        </Notice>
      )}
      {invited && (
        <TextInput
          size="md"
          name="name"
          label={t.name}
          autoComplete="name"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={problem?.about('/name') ?? (checked && noName ? t.nameFault : undefined)}
        />
      )}
      <PasswordInput
        size="md"
        name="password"
        label={t.password}
        description={t.hint}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={
          problem?.about('/password') ?? (checked && badPassword ? t.passwordFault : undefined)
        }
        visibilityToggleButtonProps={{ 'aria-label': t.toggle, tabIndex: 0 }}
      />
      <Button type="submit" size="md" loading={isPending}>
        {invited ? t.inviteSubmit : t.resetSubmit}
      </Button>
    </form>
  )
}
