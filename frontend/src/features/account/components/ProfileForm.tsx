import { NativeSelect, TextInput } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import { isProblem } from '@/api/problem'
import type { User } from '@/api/types'
import { chooseLocale } from '@/shared/i18n/locale'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { useSkipTarget } from '@/shared/ui/skipTargets'
import { useSaveProfile } from '../api/me'
import classes from './Account.module.css'

export function ProfileForm({ user, etag }: { user: User; etag: string }) {
  const skip = useSkipTarget('form')
  const t = useT()
  const save = useSaveProfile()
  const [name, setName] = useState(user.name)
  const [locale, setLocale] = useState(user.locale)

  function submit(event: SubmitEvent) {
    event.preventDefault()
    save.mutate(
      { etag, change: { name: name.trim(), locale } },
      { onSuccess: () => void chooseLocale(locale) },
    )
  }

  return (
    <form {...skip} className={classes.form} onSubmit={submit}>
      <TextInput
        size="md"
        label={t.account.name}
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={isProblem(save.error) ? save.error.about('/name') : undefined}
      />
      <NativeSelect
        size="md"
        label={t.account.locale}
        value={locale}
        onChange={(event) => setLocale(event.target.value === 'en' ? 'en' : 'id')}
        data={[
          { value: 'id', label: 'Bahasa Indonesia' },
          { value: 'en', label: 'English' },
        ]}
      />
      <Button type="submit" loading={save.isPending}>
        {t.account.save}
      </Button>
      {save.isSuccess && (
        <Notice tone="good" live>
          {t.account.saved}
        </Notice>
      )}
      {save.error && (
        <Notice tone="bad" live>
          {isProblem(save.error, 412) ? t.account.conflict : explain(save.error, t).text}
        </Notice>
      )}
    </form>
  )
}
