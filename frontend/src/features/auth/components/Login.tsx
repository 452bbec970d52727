import { useT } from '@/shared/i18n/useT'
import { PageHeading } from '@/shared/ui/PageHeading'
import { SkipTo } from '@/shared/ui/SkipTo'
import classes from './Login.module.css'
import { LoginForm } from './LoginForm'

export function Login() {
  const { auth: t } = useT()
  return (
    <div className={`container ${classes.page}`}>
      <PageHeading title={t.title} lead={t.lead} />
      <SkipTo name="form">
        <LoginForm />
      </SkipTo>
      <p className={classes.help}>{t.help}</p>
    </div>
  )
}
