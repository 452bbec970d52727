import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { isProblem } from '@/api/problem'
import { useT } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { explain } from '@/shared/ui/explain'
import { FailureFoot } from '@/shared/ui/Failure'
import { PageHeading } from '@/shared/ui/PageHeading'
import { NotFoundPage } from './NotFoundPage'
import classes from './Page.module.css'

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const t = useT()
  const router = useRouter()
  if (isProblem(error, 404)) return <NotFoundPage />
  const { title, text } = explain(error, t)
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <div className={`container ${classes.page}`}>
      {isProblem(error) && !error.offline && <p className={classes.code}>{error.status}</p>}
      <PageHeading title={title} lead={text}>
        <FailureFoot
          error={error}
          onRetry={isProblem(error) ? retry : () => window.location.reload()}
          action={
            <ButtonLink to="/" variant="subtle">
              {t.errors.toHome}
            </ButtonLink>
          }
        />
      </PageHeading>
    </div>
  )
}
