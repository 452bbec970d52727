import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { ActionItem, Event } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { useRemoveActionItem } from '../api/actionItems'

export function RemoveItem({ event, item }: { event: Event; item: ActionItem }) {
  const { events, common } = useDesk()
  const t = events.items
  const remove = useRemoveActionItem(event)
  const [asking, setAsking] = useState(false)
  const clash = isProblem(remove.error, 412)
  return (
    <>
      <Button variant="subtle" aria-label={t.removeOf(item.title)} onClick={() => setAsking(true)}>
        {t.remove}
      </Button>
      {asking && (
        <Confirm
          title={t.remove}
          text={
            <>
              <p>{t.removeAsk(item.title)}</p>
              {clash && <p role="alert">{common.changedMeanwhile}</p>}
            </>
          }
          yes={t.removeYes}
          danger
          pending={remove.isPending}
          error={clash ? null : remove.error}
          onYes={() => remove.mutate(item, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
