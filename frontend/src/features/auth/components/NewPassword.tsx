import { useState, type SubmitEvent } from 'react'
import { isProblem } from '@/api/problem'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { isPassword } from '@/shared/password/isPassword'
import { Button } from '@/shared/ui/Button'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { SkipTo } from '@/shared/ui/SkipTo'
import { useNewPassword } from '../api/entry'
import { ChosenPassword } from './ChosenPassword'
import { EntryDone } from './EntryDone'
import classes from './Login.module.css'

/** Where a link for a new password leads. */
export function NewPassword({ token }: { token: string }) {
  const { entry: t } = useDesk()
  const [done, setDone] = useState(false)
  return (
    <div className={`container ${classes.page ?? ''}`}>
      <PageHeading title={t.resetTitle} lead={t.resetLead} />
      {done ? (
        <EntryDone text={t.resetDone} />
      ) : token === '' ? (
        <Notice tone="warn">{t.noToken}</Notice>
      ) : (
        <SkipTo name="form">
          <Form token={token} onDone={() => setDone(true)} />
        </SkipTo>
      )}
    </div>
  )
}

function Form({ token, onDone }: { token: string; onDone: () => void }) {
  const words = useT()
  const { entry: t } = useDesk()
  const { mutate, isPending, error } = useNewPassword()
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const problem = isProblem(error) ? error : undefined
  const fault = checked && !isPassword(password) ? t.passwordFault : undefined

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setChecked(true)
    if (!isPassword(password)) event.currentTarget.querySelector('input')?.focus()
    else if (!isPending) mutate({ token, password }, { onSuccess: onDone })
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {problem && problem.status !== 422 && (
        <Notice tone="bad" live>
          {problem.status === 404 ? t.badReset : explain(problem, words).text}
        </Notice>
      )}
      <ChosenPassword
        value={password}
        onChange={setPassword}
        error={problem?.about('/password') ?? fault}
      />
      <Button type="submit" size="md" loading={isPending}>
        {t.resetSubmit}
      </Button>
    </form>
  )
}
