import { Link } from '@tanstack/react-router'
import { duration } from '@/shared/desk/duration'
import { StatusTag } from '@/shared/desk/StatusTag'
import { useNow } from '@/shared/desk/useNow'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Section } from '@/shared/ui/Section'
import type { useSubmitted } from '../api/waiting'
import classes from '@/shared/desk/Tasks.module.css'

/** The first of what waits for a reviewer; the desk has all of it. */
export function ToReview({ list: { data, error } }: { list: ReturnType<typeof useSubmitted> }) {
  const { work: t, common } = useDesk()
  const now = useNow()
  const desk = (
    <ButtonLink to="/review" variant="default">
      {t.toDesk}
    </ButtonLink>
  )
  if (data?.items.length === 0) return null
  return (
    <Section title={t.reviews} lead={t.reviewsLead} action={desk}>
      {error && !data && <Failure error={error} />}
      {!data && !error && <Lines count={3} height={72} />}
      {data && (
        <ul className={classes.list}>
          {data.items.map(({ id, slug, title, institution, status, updated_at }) => (
            <li key={id} className={classes.task}>
              <div>
                <Link
                  to="/innovations/$slug/review"
                  params={{ slug }}
                  className={classes.title}
                  lang={recordLanguage}
                >
                  {title}
                </Link>
                <p className={classes.facts}>
                  <StatusTag status={status} />
                  <span>{institution.short_name}</span>
                  <span>{t.waiting(duration(updated_at, now, common))}</span>
                </p>
              </div>
              <ButtonLink to="/innovations/$slug/review" params={{ slug }} size="md">
                {t.assess}
                <span className="sr-only">: {title}</span>
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
