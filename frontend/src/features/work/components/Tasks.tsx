import { Link } from '@tanstack/react-router'
import type { InnovationSummary } from '@/api/types'
import { isAnswered } from '@/shared/desk/answer'
import { duration } from '@/shared/desk/duration'
import { StatusTag } from '@/shared/desk/StatusTag'
import { useNow } from '@/shared/desk/useNow'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Note } from './Note'
import classes from './Tasks.module.css'

/** Innovations with the one thing to do about each. */
export function Tasks({ innovations }: { innovations: InnovationSummary[] }) {
  return (
    <ul className={classes.list}>
      {innovations.map((innovation) => (
        <Task key={innovation.id} innovation={innovation} />
      ))}
    </ul>
  )
}

function Task({ innovation }: { innovation: InnovationSummary }) {
  const { work: t, common } = useDesk()
  const format = useFormat()
  const now = useNow()
  const { slug, title, status } = innovation
  const writing = status === 'draft' || status === 'revision_requested'
  const waiting = status === 'submitted' || status === 'in_review'
  return (
    <li className={classes.task}>
      <div>
        <Link
          to="/innovations/$slug/progress"
          params={{ slug }}
          className={classes.title}
          lang={recordLanguage}
        >
          {title}
        </Link>
        <p className={classes.facts}>
          <StatusTag status={status} />
          <span>
            {waiting
              ? t.waiting(duration(innovation.updated_at, now, common))
              : t.updated(format.dateTime(innovation.updated_at))}
          </span>
          {writing && <span>{t.progress(innovation.completeness)}</span>}
        </p>
        {isAnswered(status) && <Note innovation={innovation} />}
      </div>
      <ButtonLink
        to={writing ? '/innovations/$slug/edit' : '/innovations/$slug/progress'}
        params={{ slug }}
        variant={writing ? 'filled' : 'default'}
        size="md"
      >
        {writing ? (status === 'draft' ? t.continue : t.improve) : t.follow}
        <span className="sr-only">: {title}</span>
      </ButtonLink>
    </li>
  )
}
