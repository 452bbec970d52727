import { useDesk } from '../i18n/desk'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import desk from './Desk.module.css'

/** What this device kept of an earlier visit is back. */
export function Restored({ onDiscard }: { onDiscard: () => void }) {
  const { common } = useDesk()
  return (
    <div className={desk.after}>
      <Notice>
        <p>{common.restored}</p>
        <Button variant="default" onClick={onDiscard}>
          {common.discardRestored}
        </Button>
      </Notice>
    </div>
  )
}
