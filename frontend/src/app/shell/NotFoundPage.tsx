import { useLocation } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { useSession } from '@/shared/session/useSession'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { PageHeading } from '@/shared/ui/PageHeading'
import { signInFrom } from '@/shared/url/signIn'
import classes from './Page.module.css'

export function NotFoundPage() {
  const { errors: t, shell } = useT()
  const session = useSession()
  const location = useLocation()
  const visitor = session.status === 'anonymous'
  return (
    <div className={`container ${classes.page}`}>
      <p className={classes.code}>404</p>
      <PageHeading
        title={t.notFoundTitle}
        lead={visitor ? `${t.notFound} ${t.notFoundSignIn}` : t.notFound}
      >
        <div className={classes.actions}>
          {visitor && <ButtonLink {...signInFrom(location)}>{shell.signIn}</ButtonLink>}
          <ButtonLink to="/innovations" variant={visitor ? 'default' : 'filled'}>
            {t.toCatalogue}
          </ButtonLink>
          <ButtonLink to="/" variant="default">
            {t.toHome}
          </ButtonLink>
        </div>
      </PageHeading>
    </div>
  )
}
