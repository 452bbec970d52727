import type { EventSummary } from '@/api/types'
import type { Locale } from '@/shared/i18n/dictionary'
import { dayOf, localTime, zoneNames, type Zone } from './days'

const tags: Record<Locale, string> = { id: 'id-ID', en: 'en-GB' }
const made = new Map<string, Intl.DateTimeFormat>()

/** Formats a clock's own day and time: whatever the zone, it is written as if it were UTC. */
function write(local: string, locale: Locale, options: Intl.DateTimeFormatOptions) {
  const key = locale + JSON.stringify(options)
  const format =
    made.get(key) ?? new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: 'UTC' })
  made.set(key, format)
  return format.format(new Date(local.length === 10 ? local : `${local}Z`))
}

const clock = (iso: string, zone: Zone, locale: Locale) =>
  write(localTime(iso, zone), locale, { timeStyle: 'short', hour12: false })

export const longDay = (day: string, locale: Locale) => write(day, locale, { dateStyle: 'full' })
export const monthName = (month: string, locale: Locale) =>
  write(`${month}-01`, locale, { month: 'long', year: 'numeric' })
export const weekday = (day: string, locale: Locale, length: 'long' | 'short') =>
  write(day, locale, { weekday: length })
export const shortMonth = (day: string, locale: Locale) => write(day, locale, { month: 'short' })

type Times = Pick<EventSummary, 'starts_at' | 'ends_at'>

function range({ starts_at, ends_at }: Times, zone: Zone, locale: Locale) {
  const [from, to] = [clock(starts_at, zone, locale), clock(ends_at, zone, locale)]
  return from === to && starts_at === ends_at ? `${from} ${zone}` : `${from}–${to} ${zone}`
}

/** The days that an event takes, by the clocks of a zone. */
export function days({ starts_at, ends_at }: Times, locale: Locale, zone: Zone = 'WIB') {
  const [first, last] = [dayOf(starts_at, zone), dayOf(ends_at, zone)]
  if (first === last) return longDay(first, locale)
  return `${longDay(first, locale)} – ${longDay(last, locale)}`
}

/** Its hours in Jakarta; where it lasts several days, from the hour it begins to the hour it ends. */
export const hours = (times: Times, locale: Locale) => range(times, 'WIB', locale)

/** The same in the other zones; with the days where they are not those of Jakarta. */
export const elsewhere = (times: Times, locale: Locale) =>
  zoneNames.slice(1).map((zone) => {
    const there = days(times, locale, zone)
    const hours = range(times, zone, locale)
    return there === days(times, locale) ? hours : `${there}, ${hours}`
  })
