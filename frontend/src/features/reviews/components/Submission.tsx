import type { Innovation } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { RichText } from '@/shared/ui/RichText'
import { useFormat } from '@/shared/format/useFormat'
import classes from './Review.module.css'

const parts = [
  'background',
  'objectives',
  'novelty',
  'effectiveness',
  'benefit',
  'transferability',
  'sustainability_plan',
  'challenges',
  'success_factors',
  'lessons_learned',
  'resources',
  'legal_basis',
] as const

/** What is reviewed, folded so that the scores stay in reach. */
export function Submission({ innovation }: { innovation: Innovation }) {
  const { review: t, draft } = useDesk()
  const { innovation: words } = useT()
  const format = useFormat()
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? words.unknown : format.number(value)
  return (
    <section className={classes.submission} aria-labelledby="submission">
      <h2 id="submission">{t.read}</h2>
      <p lang={recordLanguage}>{innovation.summary}</p>
      {parts.map((name) => {
        const html = innovation[`${name}_html`]
        return html ? (
          <details key={name} open={parts.indexOf(name) < 7}>
            <summary>{draft.fields[name]}</summary>
            <RichText html={html} />
          </details>
        ) : null
      })}
      {innovation.indicators.length > 0 && (
        <details open>
          <summary>{draft.fields.indicators}</summary>
          <ul className={classes.indicators} lang={recordLanguage}>
            {innovation.indicators.map((one) => (
              <li key={one.name}>
                {one.name}: {number(one.baseline)} → {number(one.current)} {one.unit}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
