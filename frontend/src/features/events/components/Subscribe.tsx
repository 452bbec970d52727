import { useT } from '@/shared/i18n/useT'
import classes from './Events.module.css'

export function Subscribe() {
  const { events: t } = useT()
  const address = `${window.location.origin}/api/v1/feeds/events.ics`
  return (
    <section className={classes.subscribe} aria-labelledby="subscribe">
      <h2 id="subscribe">{t.subscribe}</h2>
      <p>{t.subscribeHint}</p>
      <p>
        <a href="/api/v1/feeds/events.ics">{address}</a>
      </p>
    </section>
  )
}
