import { useEffect, useRef } from 'react'
import { useDesk } from '../i18n/desk'
import { Notice } from '../ui/Notice'
import classes from './ErrorSummary.module.css'

export interface FieldProblem {
  /** Id of the control. */
  id: string
  text: string
}

interface Props {
  title?: string
  problems: FieldProblem[]
  /** Takes the focus when it appears, and again with each new attempt. */
  attempt: number
}

/** All errors of a form at its top; each leads to its field. */
export function ErrorSummary({ title, problems, attempt }: Props) {
  const t = useDesk().common
  const ref = useRef<HTMLDivElement>(null)
  const some = problems.length > 0
  useEffect(() => {
    if (attempt > 0 && some) ref.current?.focus()
  }, [attempt, some])
  if (!some) return null
  return (
    <div ref={ref} tabIndex={-1}>
      <Notice tone="bad" live>
        <p className={classes.title}>{title ?? t.summaryTitle}</p>
        <ul className={classes.list}>
          {problems.map(({ id, text }) => (
            <li key={id}>
              <a
                href={`#${id}`}
                onClick={(event) => {
                  event.preventDefault()
                  document.getElementById(id)?.focus()
                }}
              >
                {text}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}
