/** Zones of Indonesia, none of which knows summer time: hours ahead of UTC. */
export const zones = { WIB: 7, WITA: 8, WIT: 9 } as const
export type Zone = keyof typeof zones
export const zoneNames = Object.keys(zones) as Zone[]

const hour = 3_600_000

/** `2026-11-25T09:30`: what a clock in the zone shows at an instant. */
export const localTime = (iso: string, zone: Zone = 'WIB') =>
  new Date(Date.parse(iso) + zones[zone] * hour).toISOString().slice(0, 16)

/** The day of an instant, in Jakarta unless another zone is meant. */
export const dayOf = (iso: string, zone: Zone = 'WIB') => localTime(iso, zone).slice(0, 10)

/** The instant at which a clock in the zone shows this; none where it is no time. */
export function instantOf(day: string, time: string, zone: Zone) {
  const at = Date.parse(`${day}T${time}:00+0${zones[zone]}:00`)
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}

/** When a day begins in Jakarta. */
export const firstInstant = (day: string) => new Date(`${day}T00:00:00+07:00`).toISOString()

export const today = () => dayOf(new Date().toISOString())
export const thisMonth = () => today().slice(0, 7)

/** `2026-12` and 1: `2027-01`. */
export function nextMonth(month: string, by: number) {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

const places: Partial<Record<string, Zone>> = {
  'Asia/Makassar': 'WITA',
  'Asia/Ujung_Pandang': 'WITA',
  'Asia/Jayapura': 'WIT',
}

/** The zone that this device is in; WIB where that is not in Indonesia. */
export const ownZone = (): Zone => places[Intl.DateTimeFormat().resolvedOptions().timeZone] ?? 'WIB'
