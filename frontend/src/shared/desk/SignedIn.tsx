import { Navigate, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { User } from '@/api/types'
import { useSession } from '../session/useSession'

/** Signing out here or in another tab leaves nothing to show. */
export function SignedIn({ children }: { children: (user: User) => ReactNode }) {
  const session = useSession()
  const { href } = useLocation()
  if (session.status === 'anonymous')
    return <Navigate to="/login" search={{ next: href }} replace />
  return session.status === 'signed-in' ? children(session.user) : null
}
