import { Link } from '@tanstack/react-router'
import type { EventSummary } from '@/api/types'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useLocale, useT } from '@/shared/i18n/useT'
import { today } from '../model/days'
import { weeksOf } from '../model/month'
import { hours, longDay, monthName, weekday } from '../model/when'
import classes from './Calendar.module.css'

interface Props {
  month: string
  events: Map<string, EventSummary[]>
}

// A week that begins on Monday.
const weekdays = Array.from({ length: 7 }, (_, day) => `2026-06-0${day + 1}`)

/** A month as a table; on a phone only the days on which something happens, one below the other. */
export function MonthTable({ month, events }: Props) {
  const { events: t } = useT()
  const locale = useLocale()
  return (
    <table className={classes.month} role="table">
      <caption className="sr-only">{t.month(monthName(month, locale))}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {weekdays.map((day) => (
            <th key={day} scope="col" role="columnheader">
              <span className="sr-only">{weekday(day, locale, 'long')}</span>
              <span aria-hidden="true">{weekday(day, locale, 'short')}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {weeksOf(month).map((week, index) => (
          <tr key={week.find(Boolean) ?? index} role="row">
            {week.map((day, place) => (
              <Day key={day ?? place} day={day} events={day ? events.get(day) : undefined} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface DayProps {
  day: string | undefined
  events: EventSummary[] | undefined
}

function Day({ day, events = [] }: DayProps) {
  const { events: t } = useT()
  const locale = useLocale()
  if (!day) return <td role="cell" className={classes.outside} />
  const isToday = day === today()
  return (
    <td role="cell" data-some={events.length > 0} data-today={isToday}>
      <time dateTime={day}>
        <span className={classes.number} aria-hidden="true">
          {Number(day.slice(8))}
        </span>
        <span className={classes.long}>
          {longDay(day, locale)}
          {isToday && `, ${t.today}`}
        </span>
      </time>
      {events.length > 0 && (
        <ul className={classes.events}>
          {events.map((event) => (
            <li key={event.id}>
              <Link to="/events/$id" params={{ id: event.id }} lang={recordLanguage}>
                {event.title}
              </Link>
              <span className={classes.hours}>{hours(event, locale)}</span>
            </li>
          ))}
        </ul>
      )}
    </td>
  )
}
