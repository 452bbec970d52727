import type { Innovation } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import { RichText } from '@/shared/ui/RichText'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import classes from './Story.module.css'
import { criteria } from './story'

export function Criteria({ innovation }: { innovation: Innovation }) {
  const t = useT()
  const { label } = useVocabulary()
  return (
    <ol className={classes.criteria}>
      {criteria.map(([code, field]) => {
        const html = innovation[field]
        return (
          <li key={code}>
            <h3>{label('criteria', code)}</h3>
            {html ? (
              <RichText html={html} />
            ) : (
              <p className={classes.missing}>{t.innovation.notWritten}</p>
            )}
          </li>
        )
      })}
    </ol>
  )
}
