import { useT } from '../i18n/useT'
import classes from './SkipLink.module.css'
import type { SkipTarget } from './skipTargets'

/** Leads the keyboard past what comes before; to be seen while it has the focus. */
export function SkipLink({ to }: { to: SkipTarget | 'main' }) {
  const { shell: t } = useT()
  return (
    <a href={`#${to}`} className={classes.skip}>
      {t.skip[to]}
    </a>
  )
}
