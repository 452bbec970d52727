import type { ReactNode } from 'react'
import { Icon } from './Icon'
import classes from './Notice.module.css'

type NoticeTone = 'info' | 'warn' | 'bad' | 'good'

const icons = { info: 'info', warn: 'warning', bad: 'warning', good: 'continuing' } as const

interface Props {
  tone?: NoticeTone
  /** Read out at once when it appears after something the visitor did. */
  live?: boolean
  children: ReactNode
}

export function Notice({ tone = 'info', live, children }: Props) {
  const role = live ? (tone === 'bad' ? 'alert' : 'status') : undefined
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      <Icon name={icons[tone]} />
      <div>{children}</div>
    </div>
  )
}
