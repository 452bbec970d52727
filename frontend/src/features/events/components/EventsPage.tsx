import { may } from '@/api/allowed'
import { useT } from '@/shared/i18n/useT'
import { useUser } from '@/shared/session/useSession'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { PageHeading } from '@/shared/ui/PageHeading'
import { SkipTo } from '@/shared/ui/SkipTo'
import type { EventSearch } from '../api/search'
import { EventFilters } from './EventFilters'
import { EventList } from './EventList'
import { MonthCalendar } from './MonthCalendar'
import { Subscribe } from './Subscribe'

export function EventsPage({ search }: { search: EventSearch }) {
  const { events: t } = useT()
  const user = useUser()
  return (
    <div className="container">
      <PageHeading title={t.title} lead={t.lead}>
        {user && may(user, 'run_event') && (
          <ButtonLink to="/events/new" size="md">
            {t.plan}
          </ButtonLink>
        )}
      </PageHeading>
      <EventFilters search={search} />
      <SkipTo name="results">
        {search.view === 'calendar' ? (
          <MonthCalendar search={search} />
        ) : (
          <EventList search={search} />
        )}
      </SkipTo>
      <Subscribe />
    </div>
  )
}
