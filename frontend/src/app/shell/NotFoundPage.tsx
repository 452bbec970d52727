import { useT } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { PageHeading } from '@/shared/ui/PageHeading'
import classes from './Page.module.css'

export function NotFoundPage() {
  const { errors: t } = useT()
  return (
    <div className={`container ${classes.page}`}>
      <p className={classes.code}>404</p>
      <PageHeading title={t.notFoundTitle} lead={t.notFound}>
        <div className={classes.actions}>
          <ButtonLink to="/innovations">{t.toCatalogue}</ButtonLink>
          <ButtonLink to="/" variant="default">
            {t.toHome}
          </ButtonLink>
        </div>
      </PageHeading>
    </div>
  )
}
