import type { Revision } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import type { VocabularyName } from '@/shared/vocabulary/vocabulary'
import { compare, linesOf } from './compare'

/** Fields that hold a code. */
const vocabularies: Partial<Record<string, VocabularyName>> = {
  sector: 'sectors',
  category: 'categories',
}

export function Change({ change }: { change: Revision['changes'][number] }) {
  const { draft, history: t } = useDesk()
  const { label } = useVocabulary()
  const names: Partial<Record<string, string>> = { ...draft.fields, owner_ids: t.owner_ids }
  const vocabulary = vocabularies[change.field]
  const words = (value: unknown) =>
    vocabulary && typeof value === 'string' ? label(vocabulary, value) : linesOf(value)
  return (
    <div>
      <dt>{names[change.field] ?? change.field}</dt>
      <dd lang={vocabulary ? undefined : recordLanguage}>
        {compare(words(change.before), words(change.after)).map(({ text, kind }, index) => {
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
