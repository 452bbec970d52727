import type { Revision } from '@/api/types'
import { useDesk } from '../i18n/desk'
import { recordLanguage } from '../i18n/recordLanguage'
import { compare, linesOf } from './compare'

export interface ChangeWords {
  /** What the fields are called, in the order in which people fill them in. */
  names: Partial<Record<string, unknown>>
  /** Its value as lines of text, and whether they are in the language of the reader. */
  say: (field: string, value: unknown) => { text: string; translated?: boolean }
}

export function Change({
  change,
  words,
}: {
  change: Revision['changes'][number]
  words: ChangeWords
}) {
  const { history: t } = useDesk()
  const [before, after] = sides(change, words)
  const name = words.names[change.field]
  const translated = before.translated ?? after.translated
  return (
    <div>
      <dt>{typeof name === 'string' ? name : change.field}</dt>
      <dd lang={translated ? undefined : recordLanguage}>
        {compare(before.text, after.text).map(({ text, kind }, index) => {
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

/** What both sides say; where that is the same, it was the form that changed: then as written. */
function sides({ field, before, after }: Revision['changes'][number], { say }: ChangeWords) {
  const said = [say(field, before), say(field, after)] as const
  if (said[0].text !== said[1].text) return said
  return [
    { ...said[0], text: linesOf(before) },
    { ...said[1], text: linesOf(after) },
  ] as const
}
