import { useT } from '@/shared/i18n/useT'
import { StatusTimeline } from '@/shared/ui/StatusTimeline'
import { useMouTransitions } from '../api/mou'

export function MouTimeline({ id }: { id: string }) {
  const { mous: t } = useT()
  return <StatusTimeline steps={useMouTransitions(id)} names={t.statuses} />
}
