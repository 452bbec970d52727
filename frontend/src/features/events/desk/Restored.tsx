import { useDesk } from '@/shared/i18n/desk'
import desk from '@/shared/desk/Desk.module.css'
import { Button } from '@/shared/ui/Button'
import { Notice } from '@/shared/ui/Notice'

/** What this device kept of an earlier visit is back. */
export function Restored({ onDiscard }: { onDiscard: () => void }) {
  const { events } = useDesk()
  return (
    <div className={desk.after}>
      <Notice>
        <p>{events.form.restored}</p>
        <Button variant="default" onClick={onDiscard}>
          {events.form.discard}
        </Button>
      </Notice>
    </div>
  )
}
