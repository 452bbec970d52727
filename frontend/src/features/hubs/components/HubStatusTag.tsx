import type { Hub } from '@/api/types'
import { Tag } from '@/shared/ui/Tag'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'

export function HubStatusTag({ status }: { status: Hub['status'] }) {
  const { label } = useVocabulary()
  return (
    <Tag
      tone={status === 'active' ? 'good' : 'plain'}
      icon={status === 'active' ? 'continuing' : undefined}
    >
      {label('hub_statuses', status)}
    </Tag>
  )
}
