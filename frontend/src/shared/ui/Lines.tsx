import { useT } from '../i18n/useT'
import classes from './Lines.module.css'

/** Holds the place of what is loading, so that nothing jumps when it comes. */
export function Lines({ count = 3, height = 20 }: { count?: number; height?: number }) {
  const t = useT()
  return (
    <div className={classes.lines} role="status">
      <span className="sr-only">{t.common.loading}</span>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={classes.line} style={{ blockSize: height }} />
      ))}
    </div>
  )
}
