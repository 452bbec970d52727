import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import type { FormField, WireField } from '../model/form'

/** What the fields of an event are called. */
export function useFieldNames(): Record<FormField | WireField, string> {
  const { events: words } = useT()
  const { events } = useDesk()
  const t = events.form
  return {
    kind: words.kind,
    hub_formation: t.hub_formation,
    title: t.title,
    starts_at: t.starts,
    starts_day: t.starts_day,
    starts_time: t.starts_time,
    ends_at: t.ends,
    ends_day: t.ends_day,
    ends_time: t.ends_time,
    zone: t.zone,
    venue: t.venue,
    online_url: t.online_url,
    agenda: words.agenda,
    minutes: words.minutes,
  }
}
