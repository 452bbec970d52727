import { Link } from '@tanstack/react-router'
import type { HubTransitions } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Timeline } from '@/shared/ui/Timeline'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { useEventTitles, useHubTransitions } from '../api/hub'

export function HubTimeline({ hubId }: { hubId: string }) {
  const { hubs: t } = useT()
  const { data, error } = useHubTransitions(hubId)
  const titles = useEventTitles(data?.items ?? [])
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={2} />
  if (data.items.length === 0) return <p>{t.timelineEmpty}</p>
  return (
    <Timeline>
      {data.items.map((step) => (
        <Step key={`${step.to}${step.at}`} step={step} titles={titles} />
      ))}
    </Timeline>
  )
}

interface StepProps {
  step: HubTransitions['items'][number]
  titles: Map<string, string>
}

/** With the event in which it happened, and from inside also with who did it and why. */
function Step({ step: { to, at, by, note, event_id: eventId }, titles }: StepProps) {
  const { hubs: t } = useT()
  const format = useFormat()
  const { label } = useVocabulary()
  return (
    <li>
      <span>{label('hub_statuses', to)}</span>
      <time dateTime={at}>{format.date(at)}</time>
      {eventId && (
        <span>
          {t.inEvent}{' '}
          <Link to="/events/$id" params={{ id: eventId }} lang={recordLanguage}>
            {titles.get(eventId) ?? t.eventOf}
          </Link>
        </span>
      )}
      {by && <span>{t.by(by.name)}</span>}
      {note && note !== titles.get(eventId ?? '') && <q lang={recordLanguage}>{note}</q>}
    </li>
  )
}
