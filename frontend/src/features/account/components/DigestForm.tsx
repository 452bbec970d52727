import { NativeSelect } from '@mantine/core'
import type { User } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { oneOf } from '@/shared/url/search'
import { useSaveProfile } from '../api/me'
import classes from './Account.module.css'

const choices = ['off', 'daily', 'weekly'] as const

/** Whether what was not read comes by mail: chosen, never given. */
export function DigestForm({ user, etag }: { user: User; etag: string }) {
  const t = useT()
  const { digest: words } = useDesk().following
  const save = useSaveProfile()
  return (
    <div className={classes.form}>
      <p>{words.lead}</p>
      <NativeSelect
        size="md"
        label={words.label}
        value={user.digest ?? 'off'}
        onChange={(event) => {
          const digest = oneOf(event.currentTarget.value, choices)
          if (digest) save.mutate({ etag, change: { digest } })
        }}
        data={choices.map((value) => ({ value, label: words.choices[value] }))}
      />
      {save.isSuccess && (
        <Notice tone="good" live>
          {words.saved}
        </Notice>
      )}
      {save.error && (
        <Notice tone="bad" live>
          {explain(save.error, t).text}
        </Notice>
      )}
    </div>
  )
}
