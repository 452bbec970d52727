const dayMillis = 86_400_000
/** Jakarta keeps UTC+7 all year. */
const jakartaMillis = 7 * 3_600_000

/** The day it is in Jakarta, where MoUs end. */
export const todayInJakarta = (now = Date.now()) =>
  new Date(now + jakartaMillis).toISOString().slice(0, 10)

export const plusDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMillis).toISOString().slice(0, 10)

/** Days until a MoU is over; 0 on its last day, less once it is over. */
export const daysLeft = (endsOn: string, today = todayInJakarta()) =>
  Math.round((Date.parse(endsOn) - Date.parse(today)) / dayMillis)
