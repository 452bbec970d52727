import type { ReactNode } from 'react'
import { may } from '@/api/allowed'
import { isProblem } from '@/api/problem'
import type { Event, Participant, ParticipantChange } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Button } from '@/shared/ui/Button'
import { Tag } from '@/shared/ui/Tag'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { useRecordParticipant } from '../api/participants'
import { unsaved } from '../model/participants'
import classes from './Desk.module.css'
import { Accounts } from './InvitePeople'
import type { Typed } from './ParticipantDesk'
import { ParticipantFields } from './ParticipantFields'
import { RowMessage } from './RowMessage'
import { Uninvite } from './Uninvite'

interface Props {
  event: Event
  row: Participant
  /** Whether decisions count already. */
  decides: boolean
  typed: Typed | undefined
  onTyped: (typed: Typed | undefined) => void
  account: (institution: Participant['institution']) => ReactNode
}

/** One institution: saved on its own, whatever else of the event changes meanwhile. */
export function ParticipantRow({ event, row, decides, typed, onTyped, account }: Props) {
  const { events: t, common } = useDesk()
  const { label } = useVocabulary()
  const record = useRecordParticipant(event)
  const { institution } = row
  const change = unsaved(row, typed?.change ?? {})
  const dirty = Object.keys(change).length > 0
  const clashed = isProblem(record.error, 412)

  function save() {
    if (!dirty || record.isPending) return
    // After a clash the person has seen what is there now.
    const before = clashed || !typed ? row : typed.before
    record.mutate({ before, change }, { onSuccess: () => onTyped(undefined) })
  }

  return (
    <li className={classes.row}>
      <fieldset>
        <legend>
          <span lang={recordLanguage}>{institution.name}</span>
          <span className={classes.kind}>{label('institution_kinds', institution.kind)}</span>
          {dirty && <Tag tone="warn">{t.unsaved}</Tag>}
        </legend>
        <ParticipantFields
          row={row}
          change={change}
          decides={decides}
          onChange={(changed: ParticipantChange) =>
            onTyped({ before: typed?.before ?? row, change: { ...typed?.change, ...changed } })
          }
        />
        <div className={classes.rowFoot}>
          {dirty && (
            <Button
              loading={record.isPending}
              onClick={save}
              aria-label={t.saveOf(institution.name)}
            >
              {common.save}
            </Button>
          )}
          {may(event, 'invite') && !decides && <Uninvite event={event} row={row} />}
          <RowMessage row={row} typed={typed} record={record} dirty={dirty} />
        </div>
      </fieldset>
      <Accounts institution={institution} account={account} />
    </li>
  )
}
