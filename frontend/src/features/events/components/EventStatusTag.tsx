import type { EventStatus } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import type { IconName } from '@/shared/ui/Icon'
import { Tag, type Tone } from '@/shared/ui/Tag'

const looks: Record<EventStatus, [Tone, IconName?]> = {
  planned: ['note'],
  open: ['accent'],
  held: ['good', 'continuing'],
  closed: ['plain'],
  cancelled: ['bad', 'stopped'],
}

export function EventStatusTag({ status }: { status: EventStatus }) {
  const { events: t } = useT()
  const [tone, icon] = looks[status]
  return (
    <Tag tone={tone} icon={icon}>
      {t.statuses[status]}
    </Tag>
  )
}
