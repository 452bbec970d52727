import { PasswordInput, TextInput } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { useLogin } from '../api/login'
import { checkLogin, type LoginErrors } from './checkLogin'
import classes from './Login.module.css'
import { LoginProblem } from './LoginProblem'

export function LoginForm() {
  const { auth: t } = useT()
  const login = useLogin()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [errors, setErrors] = useState<LoginErrors>({})

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const found = checkLogin(email.trim(), password, t)
    setErrors(found)
    const first = (['email', 'password'] as const).find((field) => found[field])
    if (first) {
      event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
      return
    }
    login.mutate({ email: email.trim(), password })
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {login.error && <LoginProblem key={login.submittedAt} error={login.error} />}
      <TextInput
        size="md"
        type="email"
        name="email"
        label={t.email}
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={errors.email}
      />
      <PasswordInput
        size="md"
        name="password"
        label={t.password}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={errors.password}
        visibilityToggleButtonProps={{ 'aria-label': t.togglePassword, tabIndex: 0 }}
      />
      <Button type="submit" size="md" loading={login.isPending}>
        {t.submit}
      </Button>
    </form>
  )
}
