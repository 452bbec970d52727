import type { Event } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { Notice } from '@/shared/ui/Notice'
import type { WireField } from '../model/form'
import classes from './Form.module.css'
import { useFieldNames } from './fieldNames'

interface Props {
  event: Event
  clashes: WireField[]
  /** Theirs is taken, or what was typed here stays. */
  onSettle: (field: WireField, theirs: boolean) => void
}

/** What somebody else changed as well: both are there until one is chosen. */
export function Clashes({ event, clashes, onSettle }: Props) {
  const { events } = useDesk()
  const t = events.form
  const names = useFieldNames()
  const text = useText(event)
  if (clashes.length === 0) return null
  return (
    <section className={classes.clashes} aria-labelledby="clashes">
      <Notice tone="warn" live>
        <h2 id="clashes">{t.clashTitle}</h2>
        <p>{t.clash}</p>
      </Notice>
      {clashes.map((field) => (
        <div key={field} className={classes.clash}>
          <h3>{names[field]}</h3>
          <p>{t.theirs}:</p>
          <div className={classes.theirs} lang={recordLanguage}>
            {text(field)}
          </div>
          <div className={desk.buttons}>
            <Button variant="default" onClick={() => onSettle(field, false)}>
              {t.keepMine}
              <span className="sr-only">: {names[field]}</span>
            </Button>
            <Button variant="default" onClick={() => onSettle(field, true)}>
              {t.takeTheirs}
              <span className="sr-only">: {names[field]}</span>
            </Button>
          </div>
        </div>
      ))}
    </section>
  )
}

function useText(event: Event) {
  const words = useT()
  const { common } = useDesk()
  const format = useFormat()
  return (field: WireField) => {
    if (field === 'kind') return words.events.kinds[event.kind]
    if (field === 'starts_at' || field === 'ends_at') return format.dateTime(event[field])
    return event[field] ?? common.empty
  }
}
