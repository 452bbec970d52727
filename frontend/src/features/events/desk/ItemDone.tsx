import { useState } from 'react'
import { may } from '@/api/allowed'
import { isProblem } from '@/api/problem'
import type { ActionItem, Event } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { useUser } from '@/shared/session/useSession'
import { explain } from '@/shared/ui/explain'
import { useSaveActionItem } from '../api/actionItems'
import classes from './Desk.module.css'

/** Ticked by those who run the event, and by whoever is to do it. */
export function ItemDone({ event, item }: { event: Event; item: ActionItem }) {
  const words = useT()
  const { events, common } = useDesk()
  const t = events.items
  const user = useUser()
  const save = useSaveActionItem(event)
  // At once under the finger; what the server has counts again when it has answered.
  const [ticked, setTicked] = useState<boolean>()
  const ticks = may(event, 'action_items') || item.assignee?.id === user?.id
  if (!ticks) return item.done ? t.done : '–'
  return (
    <>
      <label className={classes.tick}>
        <input
          type="checkbox"
          checked={ticked ?? item.done}
          aria-busy={save.isPending}
          aria-label={t.doneOf(item.title)}
          onChange={({ currentTarget }) => {
            const done = currentTarget.checked
            if (ticked !== undefined) return
            setTicked(done)
            save.mutate(
              { before: item, patch: { done } },
              { onSettled: () => setTicked(undefined) },
            )
          }}
        />
        <span aria-hidden="true">{t.done}</span>
      </label>
      {save.error && (
        <p role="alert">
          {isProblem(save.error, 412) ? common.changedMeanwhile : explain(save.error, words).text}
        </p>
      )}
    </>
  )
}
