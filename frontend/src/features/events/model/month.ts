import type { EventSummary } from '@/api/types'
import { dayOf } from './days'

const dayLength = 86_400_000
const dayAfter = (day: string) => new Date(Date.parse(day) + dayLength).toISOString().slice(0, 10)

/** Weeks from Monday to Sunday; days of the months before and after are left empty. */
export function weeksOf(month: string): (string | undefined)[][] {
  const first = new Date(`${month}-01T00:00:00Z`)
  const before = (first.getUTCDay() + 6) % 7
  const days: (string | undefined)[] = Array.from({ length: before }, () => undefined)
  for (let day = `${month}-01`; day.startsWith(month); day = dayAfter(day)) days.push(day)
  while (days.length % 7 > 0) days.push(undefined)
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

/** What takes place on which day of a month, in Jakarta; what lasts several days is on each. */
export function byDay(events: readonly EventSummary[], month: string) {
  const days = new Map<string, EventSummary[]>()
  for (const event of events) {
    // What ends at midnight is over before the next day.
    const end = Math.max(Date.parse(event.ends_at) - 1, Date.parse(event.starts_at))
    const last = dayOf(new Date(end).toISOString())
    const start = dayOf(event.starts_at)
    const first = start < `${month}-01` ? `${month}-01` : start
    for (let day = first; day <= last && day.startsWith(month); day = dayAfter(day)) {
      days.set(day, [...(days.get(day) ?? []), event])
    }
  }
  return days
}
