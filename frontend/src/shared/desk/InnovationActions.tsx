import { may, nextSteps } from '@/api/allowed'
import type { Innovation, Status } from '@/api/types'
import { useDesk } from '../i18n/desk'
import { ButtonLink } from '../ui/ButtonLink'
import classes from './Desk.module.css'
import { TransitionButtons } from './TransitionButtons'

const elsewhere: readonly Status[] = [
  'draft',
  'submitted',
  'in_review',
  'revision_requested',
  'rejected',
]
const reviewing: readonly string[] = ['in_review', 'revision_requested', 'rejected']

/** On the page of an innovation: what the server lets this reader do with it. */
export function InnovationActions({ record }: { record: Innovation }) {
  const { actions: t } = useDesk()
  const { slug, status } = record
  const reviews = may(record, 'review') || nextSteps(record).some((to) => reviewing.includes(to))
  const except = reviews && status !== 'archived' ? [...elsewhere, 'published' as const] : elsewhere
  return (
    <section className={`container ${classes.bar ?? ''}`} aria-label={t.label} data-screen-only>
      <div className={classes.buttons}>
        {may(record, 'update') && (
          <ButtonLink to="/innovations/$slug/edit" params={{ slug }}>
            {t.edit}
          </ButtonLink>
        )}
        {reviews && (
          <ButtonLink to="/innovations/$slug/review" params={{ slug }}>
            {t.review}
          </ButtonLink>
        )}
        {may(record, 'read_reviews') && (
          <ButtonLink to="/innovations/$slug/progress" params={{ slug }} variant="default">
            {t.progress}
          </ButtonLink>
        )}
        {may(record, 'read_revisions') && (
          <ButtonLink to="/innovations/$slug/history" params={{ slug }} variant="default">
            {t.history}
          </ButtonLink>
        )}
        <TransitionButtons record={record} except={except} size="sm" />
      </div>
    </section>
  )
}
