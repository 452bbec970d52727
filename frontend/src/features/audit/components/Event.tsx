import type { AuditEvent, AuditRecordType } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { Facts } from '@/shared/ui/Facts'
import type { VocabularyName } from '@/shared/vocabulary/vocabulary'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import classes from './Audit.module.css'

interface Props {
  event: AuditEvent
}

const statusesOf: Partial<Record<AuditRecordType, VocabularyName>> = {
  innovation: 'innovation_statuses',
  hub: 'hub_statuses',
  mou: 'mou_statuses',
  event: 'event_statuses',
  post: 'post_statuses',
}

export function ActionName({ event: { action, record_type: type } }: Props) {
  const { admin: t } = useDesk()
  const { label } = useVocabulary()
  const verbs: Partial<Record<string, string>> = t.actions
  if (action in verbs) return verbs[action]
  const to = action.replace('transition:', '')
  const statuses = statusesOf[type]
  return `→ ${statuses ? label(statuses, to) : to}`
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
