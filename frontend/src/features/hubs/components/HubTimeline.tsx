import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { useHubTransitions } from '../api/hub'
import classes from './HubProfile.module.css'

export function HubTimeline({ hubId }: { hubId: string }) {
  const { hubs: t } = useT()
  const format = useFormat()
  const { label } = useVocabulary()
  const { data, error } = useHubTransitions(hubId)
  if (error) return <Failure error={error} />
  if (!data) return <Lines count={2} />
  if (data.items.length === 0) return <p>{t.timelineEmpty}</p>
  return (
    <ol className={classes.timeline}>
      {data.items.map((step) => (
        <li key={`${step.to}${step.at}`}>
          <span>{label('hub_statuses', step.to)}</span>
          <time dateTime={step.at}>{format.date(step.at)}</time>
        </li>
      ))}
    </ol>
  )
}
