import type { Criterion } from '@/shared/desk/criteria'
import { FieldError } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { readScore } from './assessment'
import classes from './Review.module.css'

interface Props {
  name: Criterion
  value: string
  wrong: boolean
  onChange: (value: string) => void
}

/** A score by number or by slider; both always show the same. */
export function Score({ name, value, wrong, onChange }: Props) {
  const { review: t } = useDesk()
  const { label } = useVocabulary()
  const criterion = label('criteria', name)
  const id = `score-${name}`
  return (
    <div className={classes.score}>
      <label htmlFor={id}>
        {criterion}
        <span className="sr-only"> (0–100)</span>
      </label>
      <input
        className={classes.slider}
        type="range"
        min={0}
        max={100}
        step={1}
        aria-label={t.slider(criterion)}
        value={readScore(value) ?? 0}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <input
        id={id}
        className={classes.number}
        inputMode="numeric"
        autoComplete="off"
        placeholder="0–100"
        value={value}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {wrong && <FieldError id={`${id}-error`}>{t.scoreFault}</FieldError>}
    </div>
  )
}
