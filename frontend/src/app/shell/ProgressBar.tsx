import { useIsFetching, useIsMutating } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import classes from './ProgressBar.module.css'

export function ProgressBar() {
  const t = useT()
  const routing = useRouterState({ select: (state) => state.isLoading })
  const busy = useIsFetching() + useIsMutating() > 0
  if (!routing && !busy) return null
  return <div className={classes.bar} role="progressbar" aria-label={t.shell.loading} />
}
