import type { ReactNode } from 'react'
import classes from './Empty.module.css'

interface Props {
  title?: string
  children: ReactNode
  action?: ReactNode
}

/** Nothing to show: says why, and what would help. */
export function Empty({ title, children, action }: Props) {
  return (
    <div className={classes.empty}>
      {title && <h3>{title}</h3>}
      <div>{children}</div>
      {action}
    </div>
  )
}
