import type { MouStatus, MouSummary } from '@/api/types'
import { todayInJakarta } from './days'

export type Force = Pick<MouSummary, 'status' | 'in_force' | 'starts_on'>

/** How an MoU stands: what is signed is in force, or will be, or its last day is over. */
export type Standing = Exclude<MouStatus, 'signed'> | 'in_force' | 'to_come'

export function standing(mou: Force, today = todayInJakarta()): Standing {
  if (mou.status !== 'signed') return mou.status
  if (mou.in_force) return 'in_force'
  return mou.starts_on > today ? 'to_come' : 'expired'
}
