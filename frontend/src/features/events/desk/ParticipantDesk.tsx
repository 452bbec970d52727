import { useState, type ReactNode } from 'react'
import type { Event, Participant, ParticipantChange } from '@/api/types'
import { TextField } from '@/shared/desk/Field'
import { useKept } from '@/shared/desk/useKept'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Empty } from '@/shared/ui/Empty'
import { Notice } from '@/shared/ui/Notice'
import { useSkipTarget } from '@/shared/ui/skipTargets'
import { search } from '../model/pasted'
import classes from './Desk.module.css'
import { ParticipantRow } from './ParticipantRow'

interface Props {
  event: Event
  account: (institution: Participant['institution']) => ReactNode
}

/** What was typed for an institution, and what it was like before. */
export interface Typed {
  before: Participant
  change: ParticipantChange
}

const manyRows = 8

export function ParticipantDesk({ event, account }: Props) {
  const { events: words } = useT()
  const { events: t } = useDesk()
  const [q, setQ] = useState('')
  const skip = useSkipTarget('results')
  const typed = useKept<Partial<Record<string, Typed>>>(`event.${event.id}.rows`, () => ({}))
  const { participants } = event
  if (participants.length === 0) return <Empty>{words.noParticipants}</Empty>
  const wanted = new Set(
    search(
      q,
      participants.map((one) => one.institution),
    ).map(({ id }) => id),
  )
  const shown = participants.filter((one) => wanted.has(one.institution_id))
  const decides = event.status === 'held' || event.status === 'closed'
  return (
    <>
      {!decides && <Notice>{t.decisionsLater}</Notice>}
      {participants.length > manyRows && (
        <div className={classes.find}>
          <TextField id="participants-q" type="search" label={t.find} value={q} onChange={setQ} />
        </div>
      )}
      <p role="status">{shown.length === 0 && t.nobody}</p>
      <ul className={classes.rows} {...skip}>
        {shown.map((row) => (
          <ParticipantRow
            key={row.institution_id}
            event={event}
            row={row}
            decides={decides}
            typed={typed.value[row.institution_id]}
            onTyped={(now) => typed.change((all) => ({ ...all, [row.institution_id]: now }))}
            account={account}
          />
        ))}
      </ul>
    </>
  )
}
