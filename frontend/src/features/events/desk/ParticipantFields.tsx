import type { Participant, ParticipantChange } from '@/api/types'
import { AreaField, CheckField, ChoiceField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { oneOf } from '@/shared/url/search'
import { decisions, responses } from '../model/participants'
import classes from './Desk.module.css'

interface Props {
  row: Participant
  change: ParticipantChange
  decides: boolean
  onChange: (change: ParticipantChange) => void
}

const noteLimit = 2000

export function ParticipantFields({ row, change, decides, onChange }: Props) {
  const { events: words } = useT()
  const { events: t } = useDesk()
  const shown = { ...row, ...change }
  const id = (name: string) => `p-${row.institution_id}-${name}`
  const note = shown.note ?? ''
  return (
    <div className={classes.fields}>
      <ChoiceField
        id={id('response')}
        label={words.response}
        value={shown.response ?? 'pending'}
        options={responses.map((value) => ({ value, label: words.responses[value] }))}
        onChange={(value) => onChange({ response: oneOf(value, responses) ?? null })}
      />
      {decides && (
        <ChoiceField
          id={id('decision')}
          label={words.decision}
          value={shown.decision ?? 'undecided'}
          options={decisions.map((value) => ({ value, label: words.decisions[value] }))}
          onChange={(value) => onChange({ decision: oneOf(value, decisions) ?? null })}
        />
      )}
      <div className={classes.attended}>
        <CheckField
          id={id('attended')}
          label={t.attended}
          checked={shown.attended ?? false}
          onChange={(attended) => onChange({ attended })}
        />
      </div>
      <div className={classes.note}>
        <AreaField
          id={id('note')}
          label={t.note}
          rows={1}
          lang={recordLanguage}
          value={note}
          // Only once it matters: thirteen counters say nothing.
          {...(note.length > noteLimit - 300 ? { limit: noteLimit } : {})}
          onChange={(text) => onChange({ note: text })}
        />
      </div>
    </div>
  )
}
