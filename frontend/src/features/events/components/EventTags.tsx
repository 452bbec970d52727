import type { EventSummary } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import { Tag } from '@/shared/ui/Tag'
import classes from './Events.module.css'
import { EventStatusTag } from './EventStatusTag'

export function EventTags({ event }: { event: EventSummary }) {
  const { events: t } = useT()
  return (
    <p className={classes.tags}>
      <Tag>{t.kinds[event.kind]}</Tag>
      <EventStatusTag status={event.status} />
      {event.hub_formation && <Tag>{t.formation}</Tag>}
    </p>
  )
}
