import { useLocation } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { useSession } from '@/shared/session/useSession'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { signInFrom } from '@/shared/url/signIn'
import classes from './AccountMenu.module.css'
import { AccountMenu } from './AccountMenu'
import { Bell } from './Bell'

export function AccountControl() {
  const { shell: t } = useT()
  const session = useSession()
  const location = useLocation()
  if (session.status === 'signed-in') {
    return (
      <>
        <Bell />
        <AccountMenu user={session.user} />
      </>
    )
  }
  // While a session is being picked up, its place is kept.
  if (session.status === 'restoring') return <div className={classes.place} />
  if (location.pathname === '/login') return null
  return (
    <ButtonLink
      {...(location.pathname === '/' ? { to: '/login' as const } : signInFrom(location))}
      variant="default"
    >
      {t.signIn}
    </ButtonLink>
  )
}
