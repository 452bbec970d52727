import { Link } from '@tanstack/react-router'
import type { EventSummary } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useLocale, useT } from '@/shared/i18n/useT'
import { dayOf } from '../model/days'
import { days, hours, shortMonth } from '../model/when'
import classes from './Events.module.css'
import { EventTags } from './EventTags'

export function EventItem({ event }: { event: EventSummary }) {
  const { events: t } = useT()
  const locale = useLocale()
  const format = useFormat()
  const day = dayOf(event.starts_at)
  return (
    <article className={classes.item}>
      <p className={classes.date} aria-hidden="true">
        <span>{Number(day.slice(8))}</span>
        {shortMonth(day, locale)} {day.slice(0, 4)}
      </p>
      <div className={classes.body}>
        <h2>
          <Link to="/events/$id" params={{ id: event.id }} lang={recordLanguage}>
            {event.title}
          </Link>
        </h2>
        <p>
          <time dateTime={event.starts_at}>
            {days(event, locale)}, {hours(event, locale)}
          </time>
          {event.venue && <span lang={recordLanguage}> · {event.venue}</span>}
          {!event.venue && event.online_url && <> · {t.online}</>}
        </p>
        <p className={classes.meta}>
          {event.institution && `${t.by(event.institution.short_name)} · `}
          {t.invited(format.number(event.invited))}
        </p>
        <EventTags event={event} />
      </div>
    </article>
  )
}
