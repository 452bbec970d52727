import { useT } from '@/shared/i18n/useT'
import { StatusTimeline } from '@/shared/ui/StatusTimeline'
import { useEventTransitions } from '../api/event'

export function EventTimeline({ id }: { id: string }) {
  const { events: t } = useT()
  return <StatusTimeline steps={useEventTransitions(id)} names={t.statuses} />
}
