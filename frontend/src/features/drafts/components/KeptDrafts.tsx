import { useState, type ReactNode } from 'react'
import type { User } from '@/api/types'
import { keptDrafts, type Kept } from '../model/keep'

/** Drafts that wait on this device, for a page that lists work. */
export function KeptDrafts({
  user,
  children,
}: {
  user: User
  children: (kept: Kept[]) => ReactNode
}) {
  const [kept] = useState(() => keptDrafts(user.id))
  return children(kept)
}
