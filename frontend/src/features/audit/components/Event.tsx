import type { AuditEvent, EventStatus } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { Facts } from '@/shared/ui/Facts'
import { useT } from '@/shared/i18n/useT'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import classes from './Audit.module.css'

interface Props {
  event: AuditEvent
}

export function ActionName({ event: { action, record_type: type } }: Props) {
  const { events } = useT()
  const { admin: t } = useDesk()
  const { label } = useVocabulary()
  const to = action.startsWith('transition:') ? action.slice('transition:'.length) : undefined
  if (to && type === 'event' && to in events.statuses) {
    return `→ ${events.statuses[to as EventStatus]}`
  }
  if (to) return `→ ${label(type === 'hub' ? 'hub_statuses' : 'innovation_statuses', to)}`
  return t.actions[action] ?? action.replaceAll('_', ' ')
}

/** What it was about, with the digests folded away. */
export function Summary({ event }: Props) {
  const { admin: t } = useDesk()
  return (
    <div className={classes.summary}>
      {event.summary}
      <details>
        <summary>{t.auditDigests}</summary>
        <Facts
          facts={[
            [t.auditRecord, <code key="id">{event.record_id}</code>],
            [t.before, event.before_sha256 && <code>{event.before_sha256}</code>],
            [t.after, event.after_sha256 && <code>{event.after_sha256}</code>],
            [t.request, event.request_id && <code>{event.request_id}</code>],
          ]}
        />
      </details>
    </div>
  )
}
