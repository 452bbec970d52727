import desk from '@/shared/desk/Desk.module.css'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { Notice } from '@/shared/ui/Notice'

/** What this device kept of an earlier visit is back. */
export function Restored({ onDiscard }: { onDiscard: () => void }) {
  const { mous } = useDesk()
  return (
    <div className={desk.after}>
      <Notice>
        <p>{mous.form.restored}</p>
        <Button variant="default" onClick={onDiscard}>
          {mous.form.discard}
        </Button>
      </Notice>
    </div>
  )
}
