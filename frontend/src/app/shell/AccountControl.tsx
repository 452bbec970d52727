import { useLocation } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { useSession } from '@/shared/session/useSession'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import classes from './AccountMenu.module.css'
import { AccountMenu } from './AccountMenu'

export function AccountControl() {
  const { shell: t } = useT()
  const session = useSession()
  const { href, pathname } = useLocation()
  if (session.status === 'signed-in') return <AccountMenu user={session.user} />
  // While a session is being picked up, its place is kept.
  if (session.status === 'restoring') return <div className={classes.place} />
  if (pathname === '/login') return null
  return (
    <ButtonLink to="/login" search={pathname === '/' ? {} : { next: href }} variant="default">
      {t.signIn}
    </ButtonLink>
  )
}
