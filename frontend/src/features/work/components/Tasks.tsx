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
import { Tag } from '@/shared/ui/Tag'
import { Note } from './Note'
import classes from '@/shared/desk/Tasks.module.css'

interface Props {
  innovations: InnovationSummary[]
  /** Ids of those with text on this device that the server does not have. */
  unsent: Set<string>
}

/** Innovations with the one thing to do about each. */
export function Tasks({ innovations, unsent }: Props) {
  return (
    <ul className={classes.list}>
      {innovations.map((innovation) => (
        <Task key={innovation.id} innovation={innovation} unsent={unsent.has(innovation.id)} />
      ))}
    </ul>
  )
}

function Task({ innovation, unsent }: { innovation: InnovationSummary; unsent: boolean }) {
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
          {unsent && (
            <Tag tone="warn" icon="warning">
              {t.unsent}
            </Tag>
          )}
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
        to={writing || unsent ? '/innovations/$slug/edit' : '/innovations/$slug/progress'}
        params={{ slug }}
        variant={writing ? 'filled' : 'default'}
        size="md"
      >
        {writing ? (status === 'draft' ? t.continue : t.improve) : unsent ? t.rescue : t.follow}
        <span className="sr-only">: {title}</span>
      </ButtonLink>
    </li>
  )
}
