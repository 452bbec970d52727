import { lazy, Suspense, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Event } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useLocale } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { Section } from '@/shared/ui/Section'
import { days, hours } from '../model/when'
import classes from './CheckInCode.module.css'

const Code = lazy(() => import('./Code'))

interface Props {
  event: Event
  url: string
}

export function CheckInCode({ event, url }: Props) {
  const { events } = useDesk()
  const t = events.qr
  const [printing, setPrinting] = useState(false)
  if (event.status === 'closed' || event.status === 'cancelled') return null
  return (
    <Section title={t.title} lead={t.lead}>
      {(event.status === 'planned' || event.status === 'open') && (
        <div className={desk.after}>
          <Notice>{t.early}</Notice>
        </div>
      )}
      <div className={classes.code}>
        <Suspense fallback={<Lines count={1} height={240} />}>
          <Code value={url} title={t.alt} />
        </Suspense>
        <div className={classes.beside}>
          <p>
            {t.address}: <a href={url}>{url}</a>
          </p>
          <Button size="md" onClick={() => setPrinting(true)}>
            {t.print}
          </Button>
        </div>
      </div>
      {printing && <Poster event={event} url={url} onDone={() => setPrinting(false)} />}
    </Section>
  )
}

/** On paper it stands alone: the page around it is not printed. */
function Poster({ event, url, onDone }: Props & { onDone: () => void }) {
  const { events } = useDesk()
  const t = events.qr
  const locale = useLocale()
  return createPortal(
    <div className={classes.poster} data-poster>
      <h1 lang={recordLanguage}>{event.title}</h1>
      <p>
        {days(event, locale)}, {hours(event, locale)}
      </p>
      {event.venue && <p lang={recordLanguage}>{event.venue}</p>}
      <Suspense>
        <Code value={url} title={t.alt} />
        <Print onDone={onDone} />
      </Suspense>
      <p className={classes.call}>{t.poster}</p>
      <p>{url}</p>
    </div>,
    document.body,
  )
}

/** Once the code stands: beside it nothing is waited for any more. */
function Print({ onDone }: { onDone: () => void }) {
  useEffect(() => {
    window.addEventListener('afterprint', onDone, { once: true })
    window.print()
    return () => window.removeEventListener('afterprint', onDone)
  }, [onDone])
  return null
}
