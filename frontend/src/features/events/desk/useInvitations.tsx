import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { may } from '@/api/allowed'
import { api } from '@/api/client'
import type { Event, User } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import classes from '@/shared/desk/Tasks.module.css'
import type { Waiting } from '@/shared/desk/waiting'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useLocale } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Section } from '@/shared/ui/Section'
import { eventOptions } from '../api/event'
import { firstInstant, today } from '../model/days'
import { participantOf } from '../model/participants'
import { days } from '../model/when'

/** The next events of the institution to look through: an answer is due for those soonest. */
const most = 10

/** The events whose invitation this person may answer and nobody has. */
export function useInvitations(user: User): Waiting {
  const institution = user.institution_id
  const answers = may(user, 'answer_invitation')
  const { data, isError } = useQuery({
    queryKey: ['events', 'invitations', institution],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/events', {
          params: {
            query: {
              ...(institution ? { institution_id: institution } : {}),
              status: ['planned', 'open'],
              from: firstInstant(today()),
              sort: 'starts_at',
              limit: most,
            },
          },
          signal,
        }),
      ),
    enabled: answers && Boolean(institution),
    staleTime: 0,
  })
  const events = useQueries({
    queries: (data?.items ?? []).map(({ id }) => eventOptions(id)),
    combine: (all) =>
      all.some((one) => one.isPending) ? undefined : all.flatMap((one) => one.data ?? []),
  })
  const none = !answers || !institution || isError
  const open = events?.filter(
    (event) =>
      may(event, 'answer') &&
      participantOf(event, institution ?? undefined)?.response === 'pending',
  )
  const count = none ? 0 : data && open?.length
  return { count, section: open && open.length > 0 ? <Unanswered events={open} /> : null }
}

function Unanswered({ events }: { events: Event[] }) {
  const { events: t } = useDesk()
  const locale = useLocale()
  return (
    <Section title={t.unanswered.title} lead={t.unanswered.lead}>
      <ul className={classes.list}>
        {events.map((event) => (
          <li key={event.id} className={classes.task}>
            <div>
              <Link
                to="/events/$id"
                params={{ id: event.id }}
                className={classes.title}
                lang={recordLanguage}
              >
                {event.title}
              </Link>
              <p className={classes.facts}>
                <time dateTime={event.starts_at}>{days(event, locale)}</time>
              </p>
            </div>
            <ButtonLink to="/events/$id" params={{ id: event.id }} size="md">
              {t.unanswered.answer}
              <span className="sr-only">: {event.title}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}
