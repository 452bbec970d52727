import type { AuditEvent } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk, type Desk } from '@/shared/i18n/desk'
import { Facts } from '@/shared/ui/Facts'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import classes from './Audit.module.css'

export function EventRow({ event }: { event: AuditEvent }) {
  const { admin: t } = useDesk()
  const format = useFormat()
  const { label } = useVocabulary()
  const { at, actor, action, record_type: type, summary } = event
  const to = action.startsWith('transition:') ? action.slice('transition:'.length) : undefined
  return (
    <tr>
      <td>
        <time dateTime={at}>{format.dateTime(at)}</time>
      </td>
      <td>{actor?.name ?? t.system}</td>
      <td>
        {to
          ? `→ ${label(type === 'hub' ? 'hub_statuses' : 'innovation_statuses', to)}`
          : actionName(action, t)}
      </td>
      <td>{t.recordTypes[type] ?? type}</td>
      <td className={classes.summary}>
        {summary}
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
      </td>
    </tr>
  )
}

const actionName = (action: string, t: Desk['admin']) =>
  t.actions[action] ?? action.replaceAll('_', ' ')
