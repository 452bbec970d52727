import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Event } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { useDeleteEvent } from '../api/changes'

export function DeleteEvent({ event }: { event: Event }) {
  const { events: t, common } = useDesk()
  const remove = useDeleteEvent(event)
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const clash = isProblem(remove.error, 412)
  return (
    <>
      <Button variant="danger" size="md" onClick={() => setAsking(true)}>
        {t.remove}
      </Button>
      {asking && (
        <Confirm
          title={t.remove}
          text={
            <>
              <p>{t.removeAsk}</p>
              {clash && <p role="alert">{common.changedMeanwhile}</p>}
            </>
          }
          yes={t.removeYes}
          danger
          pending={remove.isPending}
          error={clash ? null : remove.error}
          onYes={() =>
            remove.mutate(undefined, { onSuccess: () => void navigate({ to: '/events' }) })
          }
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
