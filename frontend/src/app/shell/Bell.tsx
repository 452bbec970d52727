import { Link } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { useUnread } from '@/shared/notifications/unread'
import { Icon } from '@/shared/ui/Icon'
import classes from './Bell.module.css'

const most = 99

/** Where notifications are, and how many were not read. */
export function Bell() {
  const { shell: t } = useT()
  const unread = useUnread()
  const count = unread > most ? `${most}+` : `${unread}`
  return (
    <Link to="/notifications" className={classes.bell}>
      <Icon name="bell" />
      <span className="sr-only">{t.notifications}</span>
      {unread > 0 && (
        <span className={classes.count}>
          <span aria-hidden="true">{count}</span>
          <span className="sr-only">{t.unread(count)}</span>
        </span>
      )}
    </Link>
  )
}
