import { Button } from './Button'
import type { ReactNode } from 'react'
import { isProblem } from '@/api/problem'
import { useT } from '../i18n/useT'
import { explain } from './explain'
import classes from './Failure.module.css'
import { Notice } from './Notice'
import { useCountdown } from './useCountdown'
import { useRetry } from './useRetry'

interface Props {
  error: unknown
  action?: ReactNode
}

/** A part of a page that could not be loaded, with the way out. */
export function Failure({ error, action }: Props) {
  const retry = useRetry()
  const { title, text } = explain(error, useT())
  return (
    <Notice tone="bad" live>
      <p className={classes.title}>{title}</p>
      <p>{text}</p>
      <FailureFoot error={error} onRetry={retry} action={action} />
    </Notice>
  )
}

export function FailureFoot({ error, onRetry, action }: Props & { onRetry: () => void }) {
  const t = useT()
  const problem = isProblem(error) ? error : undefined
  const wait = useCountdown(problem?.retryAfter ?? 0)
  return (
    <>
      {wait > 0 && <p>{t.errors.retryIn(wait)}</p>}
      {problem?.document.instance && (
        <p className={classes.request}>
          {t.errors.requestId}: <code>{problem.document.instance}</code>
        </p>
      )}
      <div className={classes.actions} data-screen-only>
        <Button onClick={onRetry} disabled={wait > 0} variant="default">
          {t.errors.retry}
        </Button>
        {action}
      </div>
    </>
  )
}
