import { useId, type ReactNode } from 'react'
import classes from './Choices.module.css'

/** A row of links of which one is the present choice. */
export function Choices({ label, children }: { label: string; children: ReactNode }) {
  const id = useId()
  return (
    <div className={classes.choices}>
      <span id={id} className={classes.label}>
        {label}
      </span>
      <ul className={classes.list} aria-labelledby={id}>
        {children}
      </ul>
    </div>
  )
}
