import { useState, type SubmitEvent } from 'react'
import { isProblem } from '@/api/problem'
import type { Innovation, ReviewNew } from '@/api/types'
import { criteria } from '@/shared/desk/criteria'
import { ErrorSummary } from '@/shared/desk/ErrorSummary'
import { AreaField, FieldError } from '@/shared/desk/Field'
import { judging } from '@/shared/session/kept'
import { Restored } from '@/shared/desk/Restored'
import { useKept } from '@/shared/desk/useKept'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { useSendReview } from '../api/desk'
import { averageOf, emptyForm, faultsOf, reviewOf, type Form } from './assessment'
import classes from './Review.module.css'
import { Score } from './Score'

const recommendations: ReviewNew['recommendation'][] = ['publish', 'revise', 'reject']

export function Assessment({ record }: { record: Innovation }) {
  const words = useT()
  const { review: t, common } = useDesk()
  const { label } = useVocabulary()
  const format = useFormat()
  const send = useSendReview(record)
  const kept = useKept(`${judging}review.${record.id}.${record.version}`, () => emptyForm)
  const [attempt, setAttempt] = useState(0)
  const form = kept.value
  const change = (part: Partial<Form>) => kept.change((all) => ({ ...all, ...part }))
  const faults = attempt > 0 ? faultsOf(form) : []
  const average = averageOf(form)

  function submit(event: SubmitEvent) {
    event.preventDefault()
    setAttempt(attempt + 1)
    const review = reviewOf(form)
    if (!review || send.isPending) return
    // Not by the callbacks of the mutation: the new review may have removed this form already.
    void send.mutateAsync(review).then(
      () => kept.done(),
      () => undefined,
    )
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-labelledby="assessment">
      <div>
        <h2 id="assessment">{t.assess}</h2>
        <p className="lead">{t.assessLead}</p>
      </div>
      {kept.restored && <Restored onDiscard={() => kept.done()} />}
      <ErrorSummary
        attempt={attempt}
        problems={faults.map((name) => ({
          id: name === 'recommendation' ? 'recommend-publish' : `score-${name}`,
          text:
            name === 'recommendation'
              ? t.recommendationFault
              : `${label('criteria', name)}: ${t.scoreFault}`,
        }))}
      />
      {criteria.map((name) => (
        <Score
          key={name}
          name={name}
          value={form.scores[name]}
          wrong={faults.includes(name)}
          onChange={(score) =>
            kept.change((all) => ({ ...all, scores: { ...all.scores, [name]: score } }))
          }
        />
      ))}
      {average !== undefined && (
        <p className={classes.average}>{t.average(format.number(average))}</p>
      )}
      <AreaField
        id="review-comment"
        label={t.comment}
        hint={t.commentHint}
        optional
        lang={recordLanguage}
        value={form.comment}
        onChange={(comment) => change({ comment })}
      />
      <fieldset className={classes.choices}>
        <legend>{t.recommendation}</legend>
        {recommendations.map((one) => (
          <label key={one}>
            <input
              id={`recommend-${one}`}
              type="radio"
              name="recommendation"
              checked={form.recommendation === one}
              onChange={() => change({ recommendation: one })}
            />
            {t.recommendations[one]}
          </label>
        ))}
        {faults.includes('recommendation') && (
          <FieldError id="recommendation-error">{t.recommendationFault}</FieldError>
        )}
      </fieldset>
      <Button type="submit" size="md" loading={send.isPending}>
        {t.send}
      </Button>
      {send.error && (
        <Notice tone="bad" live>
          {isProblem(send.error, 412) ? common.changedMeanwhile : explain(send.error, words).text}
        </Notice>
      )}
    </form>
  )
}
