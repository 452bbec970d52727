import { Link } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { useUser } from '@/shared/session/useSession'
import classes from './MainNav.module.css'

export function MainNav() {
  const { shell: t } = useT()
  const user = useUser()
  return (
    <nav aria-label={t.nav}>
      <ul className={classes.list}>
        {user && (
          <li>
            <Link to="/work">{t.work}</Link>
          </li>
        )}
        <li>
          <Link to="/innovations">{t.innovations}</Link>
        </li>
        <li>
          <Link to="/hubs">{t.hubs}</Link>
        </li>
        <li>
          <Link to="/posts">{t.posts}</Link>
        </li>
        <li>
          <Link to="/institutions">{t.institutions}</Link>
        </li>
        <li>
          <Link to="/events">{t.events}</Link>
        </li>
        <li>
          <Link to="/mous">{t.mous}</Link>
        </li>
        <li>
          <Link to="/api">{t.api}</Link>
        </li>
      </ul>
    </nav>
  )
}
