import type { ReactNode } from 'react'
import classes from './Panel.module.css'

/** A table that scrolls sideways on a phone, by keyboard too. */
export function ScrollTable({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <div className={classes.scroll} role="group" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  )
}
