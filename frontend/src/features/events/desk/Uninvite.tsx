import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Event, Participant } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { useUninvite } from '../api/participants'

export function Uninvite({ event, row }: { event: Event; row: Participant }) {
  const { events: t, common } = useDesk()
  const uninvite = useUninvite(event)
  const [asking, setAsking] = useState(false)
  const { name } = row.institution
  const clash = isProblem(uninvite.error, 412)
  return (
    <>
      <Button variant="subtle" aria-label={t.uninviteOf(name)} onClick={() => setAsking(true)}>
        {t.uninvite}
      </Button>
      {asking && (
        <Confirm
          title={t.uninviteOf(name)}
          text={
            <>
              <p>{t.uninviteAsk(name)}</p>
              {clash && <p role="alert">{common.changedMeanwhile}</p>}
            </>
          }
          yes={t.uninviteYes}
          danger
          pending={uninvite.isPending}
          error={clash ? null : uninvite.error}
          onYes={() => uninvite.mutate(row, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
