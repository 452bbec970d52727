import { useRouter } from '@tanstack/react-router'
import { useEffect, useSyncExternalStore } from 'react'
import { useT } from '@/shared/i18n/useT'
import { Icon } from '@/shared/ui/Icon'
import { Notice } from '@/shared/ui/Notice'
import { outcome } from '@/shared/ui/outcome'
import classes from './Outcome.module.css'

/** Says what was just done, in sight wherever the page stands, until the reader goes on. */
export function Outcome() {
  const { shell: t } = useT()
  const router = useRouter()
  const text = useSyncExternalStore(outcome.subscribe, outcome.get)
  useEffect(
    () =>
      router.subscribe('onBeforeNavigate', ({ pathChanged }) => {
        if (pathChanged) outcome.clear()
      }),
    [router],
  )
  return (
    <div role="status" className={classes.place} data-screen-only>
      {text !== undefined && (
        <div className={`container ${classes.row}`}>
          <Notice tone="good">{text}</Notice>
          <button type="button" aria-label={t.dismiss} onClick={() => outcome.clear()}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  )
}
