import { useClickOutside } from '@mantine/hooks'
import { Link, useNavigate } from '@tanstack/react-router'
import { may } from '@/api/allowed'
import type { User } from '@/api/types'
import { useLogout } from '@/features/auth/api/logout'
import { useT } from '@/shared/i18n/useT'
import { Icon } from '@/shared/ui/Icon'
import classes from './AccountMenu.module.css'
import { useOpenHere } from './useOpenHere'

export function AccountMenu({ user }: { user: User }) {
  const { shell: t } = useT()
  const [open, setOpen] = useOpenHere()
  const close = () => setOpen(false)
  const ref = useClickOutside<HTMLDivElement>(close)
  const logout = useLogout()
  const navigate = useNavigate()

  return (
    <div
      ref={ref}
      className={classes.account}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        close()
        ref.current?.querySelector('button')?.focus()
      }}
    >
      <button
        type="button"
        className={classes.button}
        aria-expanded={open}
        aria-controls="account-menu"
        aria-label={t.accountMenu(user.name)}
        onClick={() => setOpen(!open)}
      >
        <Icon name="user" />
        <span>{user.name}</span>
      </button>
      <div id="account-menu" className={classes.panel} hidden={!open}>
        <p>
          <strong>{user.name}</strong>
          <span>{user.email}</span>
        </p>
        <Link to="/work" onClick={close}>
          {t.work}
        </Link>
        <Link to="/following" onClick={close}>
          {t.followed}
        </Link>
        {may(user, 'review_innovation') && (
          <Link to="/review" onClick={close}>
            {t.reviewDesk}
          </Link>
        )}
        {may(user, 'moderate_post') && (
          <Link to="/moderation" onClick={close}>
            {t.moderation}
          </Link>
        )}
        {may(user, 'manage_users') && (
          <Link to="/invitations" onClick={close}>
            {t.invitations}
          </Link>
        )}
        {may(user, 'read_audit') && (
          <Link to="/admin/institutions" onClick={close}>
            {t.administration}
          </Link>
        )}
        <Link to="/me" onClick={close}>
          {t.myAccount}
        </Link>
        <button
          type="button"
          // Signing out removes this menu, and with it what a mutation's own callbacks would still do.
          onClick={() =>
            void logout
              .mutateAsync()
              .catch(() => undefined)
              .then(() => navigate({ to: '/' }))
          }
        >
          {t.signOut}
        </button>
      </div>
    </div>
  )
}
