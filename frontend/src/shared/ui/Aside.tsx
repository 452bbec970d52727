import type { ReactNode } from 'react'
import classes from './Aside.module.css'

/** A record and its facts, side by side where there is room. */
export const WithAside = ({ children }: { children: ReactNode }) => (
  <div className={classes.layout}>{children}</div>
)

export const Aside = ({ label, children }: { label: string; children: ReactNode }) => (
  <aside className={classes.aside} aria-label={label}>
    {children}
  </aside>
)
