import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Timeline } from '@/shared/ui/Timeline'
import { oneOf } from '@/shared/url/search'
import { useMouTransitions } from '../api/mou'
import { statuses } from '../api/search'

export function MouTimeline({ id }: { id: string }) {
  const { mous: t, hubs } = useT()
  const format = useFormat()
  const { data, error } = useMouTransitions(id)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={3} />
  return (
    <Timeline>
      {data.items.map(({ to, at, by, note }) => {
        const status = oneOf(to, statuses)
        return (
          <li key={`${to}${at}`}>
            <span>{status ? t.statuses[status] : to}</span>
            <time dateTime={at}>{format.dateTime(at)}</time>
            {by && <span>{hubs.by(by.name)}</span>}
            {note && <q lang={recordLanguage}>{note}</q>}
          </li>
        )
      })}
    </Timeline>
  )
}
