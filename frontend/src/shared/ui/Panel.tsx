import type { ReactNode } from 'react'
import classes from './Panel.module.css'

export const Panel = ({ children }: { children: ReactNode }) => (
  <div className={classes.panel}>{children}</div>
)

/** Two columns where there is room. */
export const Split = ({ children }: { children: ReactNode }) => (
  <div className={classes.split}>{children}</div>
)

export const Stack = ({ children }: { children: ReactNode }) => (
  <div className={classes.stack}>{children}</div>
)
