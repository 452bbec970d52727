import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { useEventList } from '../api/list'
import type { EventSearch } from '../api/search'
import { dayOf, today } from '../model/days'
import { EventItem } from './EventItem'
import classes from './Events.module.css'

export function EventList({ search }: { search: EventSearch }) {
  const { common } = useT()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useEventList(search)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={4} height={110} />
  const past = search.when === 'past'
  const events = data.pages
    .flatMap((page) => page.items)
    // What lasts until today or longer has its place among what is to come.
    .filter((event) => !past || dayOf(event.ends_at) < today())
  if (events.length === 0 && !hasNextPage) return <Nothing search={search} />
  return (
    <>
      <ul className={classes.list}>
        {events.map((event) => (
          <li key={event.id}>
            <EventItem event={event} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button
          className={classes.more}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {common.more}
        </Button>
      )}
    </>
  )
}

function Nothing({ search }: { search: EventSearch }) {
  const { events: t } = useT()
  const { when, q, kind, status, institution } = search
  const filtered = [q, kind, status, institution].some(Boolean)
  const words = when === 'past' ? t.emptyPast : t.emptyUpcoming
  const actions = (
    <div className={classes.views}>
      {when !== 'past' && (
        <ButtonLink to="/events" search={{ ...search, when: 'past' }} variant="default">
          {t.toPast}
        </ButtonLink>
      )}
      {filtered && (
        <ButtonLink to="/events" search={when ? { when } : {}} variant="default">
          {t.clear}
        </ButtonLink>
      )}
    </div>
  )
  return <Empty action={actions}>{filtered ? t.emptyFiltered : words}</Empty>
}
