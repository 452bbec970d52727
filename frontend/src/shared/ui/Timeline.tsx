import type { ReactNode } from 'react'
import classes from './Timeline.module.css'

/** What happened, one below the other: each item a name, a time, and what there is to say. */
export const Timeline = ({ children }: { children: ReactNode }) => (
  <ol className={classes.timeline}>{children}</ol>
)
