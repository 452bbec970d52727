import { useState, type ReactNode } from 'react'
import type { User } from '@/api/types'
import { keptDrafts, type Copy } from '../model/keep'
import { keepOf } from './keepOf'

/** Drafts with text that waits on this device, for a page that lists work. */
export function KeptDrafts({
  user,
  children,
}: {
  user: User
  children: (kept: Copy[]) => ReactNode
}) {
  const [kept] = useState(() => keptDrafts(keepOf(user)))
  return children(kept)
}
