import type { ReactNode } from 'react'

/** What of one kind waits for somebody: how much, once that is known, and the section that shows it. */
export interface Waiting {
  count: number | undefined
  section: ReactNode
}
