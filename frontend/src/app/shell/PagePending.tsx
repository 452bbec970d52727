import { Lines } from '@/shared/ui/Lines'
import classes from './Page.module.css'

export function PagePending() {
  return (
    <div className={`container ${classes.pending}`}>
      <Lines count={1} height={40} />
      <Lines count={3} />
      <Lines count={3} height={160} />
    </div>
  )
}
