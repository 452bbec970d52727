import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon'
import classes from './Tag.module.css'

export type Tone = 'plain' | 'note' | 'accent' | 'good' | 'bad' | 'warn'

interface Props {
  tone?: Tone
  icon?: IconName
  title?: string
  children: ReactNode
}

export function Tag({ tone = 'plain', icon, title, children }: Props) {
  return (
    <span className={classes.tag} data-tone={tone} title={title}>
      {icon && <Icon name={icon} size={15} />}
      {children}
    </span>
  )
}
