import type { Status } from '@/api/types'
import { Tag, type Tone } from '../ui/Tag'
import type { IconName } from '../ui/Icon'
import { useVocabulary } from '../vocabulary/useVocabulary'

const looks: Record<Status, [Tone, IconName?]> = {
  draft: ['plain'],
  submitted: ['accent'],
  in_review: ['accent'],
  revision_requested: ['warn', 'warning'],
  rejected: ['bad', 'stopped'],
  published: ['good', 'continuing'],
  archived: ['plain'],
}

export function StatusTag({ status }: { status: Status }) {
  const { label } = useVocabulary()
  const [tone, icon] = looks[status]
  return (
    <Tag tone={tone} icon={icon}>
      {label('innovation_statuses', status)}
    </Tag>
  )
}
