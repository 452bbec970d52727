import type { Desk } from '../i18n/desk'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long something took or takes, in the largest unit that makes sense. */
export function duration(from: string, to: number, { duration: t }: Desk['common']) {
  const spent = Math.max(0, to - Date.parse(from))
  if (spent < hour) return t.minutes(Math.floor(spent / minute))
  if (spent < 2 * day) return t.hours(Math.floor(spent / hour))
  return t.days(Math.floor(spent / day))
}
