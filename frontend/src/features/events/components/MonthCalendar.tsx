import { Link } from '@tanstack/react-router'
import { useLocale, useT } from '@/shared/i18n/useT'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { compact } from '@/shared/url/search'
import { useEventMonth } from '../api/list'
import type { EventSearch } from '../api/search'
import { nextMonth, thisMonth } from '../model/days'
import { byDay } from '../model/month'
import { monthName } from '../model/when'
import classes from './Calendar.module.css'
import { MonthTable } from './MonthTable'

export function MonthCalendar({ search }: { search: EventSearch }) {
  const { events: t } = useT()
  const locale = useLocale()
  const month = search.month ?? thisMonth()
  return (
    <section aria-labelledby="month">
      <div className={classes.head}>
        <h2 id="month">{monthName(month, locale)}</h2>
        <nav className={classes.turn} aria-label={t.calendar}>
          <Turn search={search} month={nextMonth(month, -1)}>
            {t.previousMonth}
          </Turn>
          <Turn search={search} month={undefined}>
            {t.thisMonth}
          </Turn>
          <Turn search={search} month={nextMonth(month, 1)}>
            {t.nextMonth}
          </Turn>
        </nav>
      </div>
      <Month search={search} month={month} />
    </section>
  )
}

interface TurnProps {
  search: EventSearch
  month: string | undefined
  children: string
}

const Turn = ({ search, month, children }: TurnProps) => (
  <Link to="/events" search={compact({ ...search, month })} resetScroll={false}>
    {children}
  </Link>
)

function Month({ search, month }: { search: EventSearch; month: string }) {
  const { events: t } = useT()
  const { data, error, isPlaceholderData } = useEventMonth(search)
  if (error && !data) return <Failure error={error} />
  if (!data || isPlaceholderData) return <Lines count={6} height={90} />
  return (
    <>
      <MonthTable month={month} events={byDay(data, month)} />
      {data.length === 0 && <Empty>{t.emptyMonth}</Empty>}
    </>
  )
}
