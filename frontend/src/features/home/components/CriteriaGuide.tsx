import { useT } from '@/shared/i18n/useT'
import { Section } from '@/shared/ui/Section'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import classes from './Home.module.css'

const criteria = [
  'novelty',
  'effectiveness',
  'benefit',
  'transferability',
  'sustainability',
] as const

export function CriteriaGuide() {
  const { home: t } = useT()
  const { label } = useVocabulary()
  return (
    <Section title={t.criteriaTitle} lead={t.criteriaLead}>
      <ol className={classes.criteria}>
        {criteria.map((code) => (
          <li key={code}>
            <h3>{label('criteria', code)}</h3>
            <p>{t.criteria[code]}</p>
          </li>
        ))}
      </ol>
    </Section>
  )
}
