import type { Innovation } from '@/api/types'
import { awardName } from '@/shared/format/awardName'
import type { Format } from '@/shared/format/format'
import type { Desk } from '@/shared/i18n/desk'
import type { Dictionary } from '@/shared/i18n/dictionary'
import type { ChangeWords } from '@/shared/revisions/Change'
import { linesOf } from '@/shared/revisions/compare'
import { plainText } from '@/shared/revisions/plainText'
import type { Vocabulary } from '@/shared/vocabulary/vocabulary'

interface Words {
  label: Vocabulary['label']
  format: Format
  innovation: Dictionary['innovation']
  draft: Desk['draft']
}

type Said = ReturnType<ChangeWords['say']>

const plain: readonly string[] = ['title', 'acronym', 'unit_name', 'summary']

/** The value of a field as the page of the record shows it. */
export function sayWith(words: Words) {
  const { label, format, innovation: t } = words
  const codes: Partial<Record<string, (value: string) => string>> = {
    sector: (value) => label('sectors', value),
    category: (value) => label('categories', value),
    initiated_on: format.date,
    implemented_on: format.date,
  }
  const lists: Partial<Record<string, (value: never) => string>> = {
    indicators: (one: Innovation['indicators'][number]) => indicator(one, words),
    awards: awardName,
    links: ({ title, url }: Innovation['links'][number]) => (title ? `${title} (${url})` : url),
    team: (one: Innovation['team'][number]) => person(one, words),
  }
  return (field: string, value: unknown): Said => {
    const code = codes[field]
    if (code && typeof value === 'string') return { text: code(value), translated: true }
    if (field === 'sdgs' && Array.isArray(value)) {
      const goals = (value as number[]).map((goal) => `${t.sdg(goal)}: ${label('sdgs', goal)}`)
      return { text: goals.join('\n'), translated: true }
    }
    const one = lists[field]
    if (one && Array.isArray(value)) return { text: (value as never[]).map(one).join('\n') }
    if (typeof value === 'string' && !plain.includes(field)) return { text: plainText(value) }
    return { text: linesOf(value) }
  }
}

function indicator(one: Innovation['indicators'][number], { format, innovation: t }: Words) {
  const amount = (value: number | null | undefined) =>
    value == null ? t.unknown : [format.number(value), one.unit].filter(Boolean).join(' ')
  return [
    one.name,
    `${t.before}: ${amount(one.baseline)}`,
    `${t.after}: ${amount(one.current)}`,
    one.measured_on && `${t.measured}: ${format.date(one.measured_on)}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

const person = ({ name, role, consent }: Innovation['team'][number], { draft }: Words) =>
  [name, role, consent && draft.hints.consent].filter(Boolean).join(' · ')
