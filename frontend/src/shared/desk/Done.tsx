import { Notice } from '../ui/Notice'
import desk from './Desk.module.css'

/** Says that something was done, where the place of it stays open. */
export const Done = ({ children }: { children: string }) => (
  <div className={desk.after}>
    <Notice tone="good" live>
      {children}
    </Notice>
  </div>
)
