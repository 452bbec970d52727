import { Button } from '@/shared/ui/Button'
import { useState } from 'react'
import { useT } from '@/shared/i18n/useT'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { useEndAllSessions } from '../api/sessions'
import classes from './Account.module.css'

/** It cannot be undone, so it asks first. */
export function EndAll() {
  const t = useT()
  const end = useEndAllSessions()
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <Button className={classes.endAll} variant="default" onClick={() => setAsking(true)}>
        {t.account.endAll}
      </Button>
    )
  }
  return (
    <div className={classes.endAll}>
      <Notice tone="warn" live>
        <p>{t.account.endAllConfirm}</p>
        <div className={classes.confirm}>
          <Button autoFocus loading={end.isPending} onClick={() => end.mutate()}>
            {t.account.endAllYes}
          </Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            {t.account.cancel}
          </Button>
        </div>
        {end.error && <p>{explain(end.error, t).text}</p>}
      </Notice>
    </div>
  )
}
