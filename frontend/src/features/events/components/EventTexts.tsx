import type { Event } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import { RichText } from '@/shared/ui/RichText'
import classes from './EventView.module.css'

export function EventTexts({ event: { agenda_html, minutes_html } }: { event: Event }) {
  const { events: t } = useT()
  return (
    <div className={classes.texts}>
      <section aria-labelledby="agenda">
        <h2 id="agenda">{t.agenda}</h2>
        {agenda_html ? <RichText html={agenda_html} /> : <p>{t.noAgenda}</p>}
      </section>
      {minutes_html && (
        <section aria-labelledby="minutes">
          <h2 id="minutes">{t.minutes}</h2>
          <RichText html={minutes_html} />
        </section>
      )}
    </div>
  )
}
