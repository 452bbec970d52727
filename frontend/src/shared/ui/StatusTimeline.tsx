import { useFormat } from '../format/useFormat'
import { recordLanguage } from '../i18n/recordLanguage'
import { useT } from '../i18n/useT'
import { Failure } from './Failure'
import { Lines } from './Lines'
import { Timeline } from './Timeline'

interface Step {
  to: string
  at: string
  by?: { name: string } | null
  note?: string | null
}

interface Props {
  steps: { data?: { items: Step[] } | undefined; error: Error | null }
  /** What a status is called. */
  names: Partial<Record<string, string>>
}

/** The statuses that a record has gone through; who and why for those who see them. */
export function StatusTimeline({ steps: { data, error }, names }: Props) {
  const { hubs } = useT()
  const format = useFormat()
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={3} />
  return (
    <Timeline>
      {data.items.map(({ to, at, by, note }) => (
        <li key={`${to}${at}`}>
          <span>{names[to] ?? to}</span>
          <time dateTime={at}>{format.dateTime(at)}</time>
          {by && <span>{hubs.by(by.name)}</span>}
          {note && <q lang={recordLanguage}>{note}</q>}
        </li>
      ))}
    </Timeline>
  )
}
