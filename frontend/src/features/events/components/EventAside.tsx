import { Link } from '@tanstack/react-router'
import type { Event } from '@/api/types'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useLocale, useT } from '@/shared/i18n/useT'
import { Aside } from '@/shared/ui/Aside'
import { Facts } from '@/shared/ui/Facts'
import { Panel } from '@/shared/ui/Panel'
import { days, elsewhere, hours } from '../model/when'
import { CalendarFile } from './CalendarFile'
import classes from './EventView.module.css'
import { EventTimeline } from './EventTimeline'

export function EventAside({ event }: { event: Event }) {
  const { events: t } = useT()
  const { institution, venue, online_url } = event
  return (
    <Aside label={t.facts}>
      <Panel>
        <h2>{t.facts}</h2>
        <Facts
          facts={[
            [t.day, <Days key="days" event={event} />],
            [t.hours, <Hours key="hours" event={event} />],
            [t.place, venue && <span lang={recordLanguage}>{venue}</span>],
            [t.online, online_url && <a href={online_url}>{t.join}</a>],
            [
              t.organiser,
              institution && (
                <Link to="/institutions/$code" params={{ code: institution.code }}>
                  {institution.short_name}
                </Link>
              ),
            ],
          ]}
        />
        <CalendarFile event={event} />
      </Panel>
      <Panel>
        <h2>{t.timeline}</h2>
        <EventTimeline id={event.id} />
      </Panel>
    </Aside>
  )
}

function Days({ event }: { event: Event }) {
  const locale = useLocale()
  return <time dateTime={event.starts_at}>{days(event, locale)}</time>
}

/** By the clocks of Jakarta, and by the others below. */
function Hours({ event }: { event: Event }) {
  const locale = useLocale()
  return (
    <>
      {hours(event, locale)}
      {elsewhere(event, locale).map((line) => (
        <span key={line} className={classes.elsewhere}>
          {line}
        </span>
      ))}
    </>
  )
}
