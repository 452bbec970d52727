import type { Hub, HubStatus } from '@/api/types'

/** From a proposal to an active hub, then what is off the way. */
export const columns = [
  'proposed',
  'invited',
  'agreed',
  'mou_signed',
  'active',
  'dormant',
  'declined',
] as const satisfies readonly HubStatus[]
export type Column = (typeof columns)[number]

/** What visitors never see of a hub's life. */
const hidden: readonly Column[] = ['proposed', 'invited', 'declined']

const dayLength = 86_400_000

/** Whole days since a hub came to its status. */
export const daysWaiting = ({ status_since }: Pick<Hub, 'status_since'>, now: number) =>
  Math.max(0, Math.floor((now - Date.parse(status_since)) / dayLength))

/** The hubs by status, those that wait longest first. */
export const byStatus = (hubs: readonly Hub[], insider: boolean) =>
  columns
    .filter((status) => insider || !hidden.includes(status))
    .map((status) => ({
      status,
      hubs: hubs
        .filter((hub) => hub.status === status)
        .sort(
          (a, b) => a.status_since.localeCompare(b.status_since) || a.name.localeCompare(b.name),
        ),
    }))

/** Which words say who acts next; nobody has to for a hub that runs. */
export function nextOf({ status, basis }: Pick<Hub, 'status' | 'basis'>) {
  if (status === 'active' || status === 'closed') return undefined
  // What rests on a decree or a commitment needs no memorandum.
  if (status === 'agreed' && (basis === 'decree' || basis === 'commitment')) {
    return 'agreed_otherwise'
  }
  return status
}
