import { isProblem } from '@/api/problem'
import { useT } from '@/shared/i18n/useT'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { useCountdown } from '@/shared/ui/useCountdown'

export function LoginProblem({ error }: { error: unknown }) {
  const t = useT()
  const wait = useCountdown(isProblem(error) ? (error.retryAfter ?? 0) : 0)
  const { title, text } = explain(error, t)
  return (
    <Notice tone="bad" live>
      {isProblem(error, 401) ? (
        t.auth.wrong
      ) : (
        <>
          <strong>{title}.</strong> {text}
        </>
      )}
      {wait > 0 && <p>{t.errors.retryIn(wait)}</p>}
    </Notice>
  )
}
