import type { PostStatus } from '@/api/types'
import type { IconName } from '@/shared/ui/Icon'
import { Tag, type Tone } from '@/shared/ui/Tag'
import { useReading } from '../words/useReading'

const looks: Record<PostStatus, [Tone, IconName?]> = {
  draft: ['plain'],
  scheduled: ['note'],
  published: ['good', 'continuing'],
  archived: ['plain', 'stopped'],
  hidden: ['bad', 'warning'],
}

export function PostStatusTag({ status }: { status: PostStatus }) {
  const t = useReading()
  const [tone, icon] = looks[status]
  return (
    <Tag tone={tone} icon={icon}>
      {t.statuses[status]}
    </Tag>
  )
}
