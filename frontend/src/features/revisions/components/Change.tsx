import type { Revision } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { compare, linesOf } from './compare'

export function Change({ change }: { change: Revision['changes'][number] }) {
  const { draft, history: t } = useDesk()
  const names: Partial<Record<string, string>> = { ...draft.fields, owner_ids: t.owner_ids }
  return (
    <div>
      <dt>{names[change.field] ?? change.field}</dt>
      <dd lang={recordLanguage}>
        {compare(linesOf(change.before), linesOf(change.after)).map(({ text, kind }, index) => {
          // The signs are also said: colour and line alone reach nobody who cannot see them.
          if (kind === 'added') {
            return (
              <ins key={index}>
                <span className="sr-only"> {t.added}: </span>
                {text}
              </ins>
            )
          }
          if (kind === 'removed') {
            return (
              <del key={index}>
                <span className="sr-only"> {t.removed}: </span>
                {text}
              </del>
            )
          }
          return <span key={index}>{text}</span>
        })}
      </dd>
    </div>
  )
}
