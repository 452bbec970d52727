import { PasswordInput } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import { isProblem } from '@/api/problem'
import { useT } from '@/shared/i18n/useT'
import { isPassword } from '@/shared/password/isPassword'
import { PasswordStrength } from '@/shared/password/PasswordStrength'
import { useUser } from '@/shared/session/useSession'
import { Button } from '@/shared/ui/Button'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { useChangePassword } from '../api/me'
import classes from './Account.module.css'

export function PasswordForm() {
  const t = useT()
  const user = useUser()
  const change = useChangePassword()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [tooShort, setTooShort] = useState(false)
  const problem = isProblem(change.error) ? change.error : undefined
  const toggle = { 'aria-label': t.auth.togglePassword, tabIndex: 0 }

  function submit(event: SubmitEvent) {
    event.preventDefault()
    setTooShort(!isPassword(next))
    if (!isPassword(next)) return
    change.mutate(
      { current_password: current, new_password: next },
      {
        onSuccess: () => {
          setCurrent('')
          setNext('')
        },
      },
    )
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      <PasswordInput
        size="md"
        label={t.account.currentPassword}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        error={problem?.about('/current_password')}
        visibilityToggleButtonProps={toggle}
      />
      <PasswordInput
        size="md"
        label={t.account.newPassword}
        description={t.account.passwordHint}
        autoComplete="new-password"
        required
        withAsterisk={false}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
        error={tooShort ? t.account.passwordLength : problem?.about('/new_password')}
        visibilityToggleButtonProps={toggle}
      />
      <PasswordStrength password={next} known={[user?.name ?? '', user?.email ?? '', current]} />
      <Button type="submit" loading={change.isPending}>
        {t.account.changePassword}
      </Button>
      {change.isSuccess && (
        <Notice tone="good" live>
          {t.account.passwordChanged}
        </Notice>
      )}
      {change.error && (
        <Notice tone="bad" live>
          {explain(change.error, t).text}
        </Notice>
      )}
    </form>
  )
}
