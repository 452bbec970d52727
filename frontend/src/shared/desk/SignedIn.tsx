import { Navigate, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { User } from '@/api/types'
import { useSession } from '../session/useSession'
import { signInFrom } from '../url/signIn'

/** Signing out here or in another tab leaves nothing to show. */
export function SignedIn({ children }: { children: (user: User) => ReactNode }) {
  const session = useSession()
  const location = useLocation()
  if (session.status === 'anonymous') return <Navigate {...signInFrom(location)} replace />
  return session.status === 'signed-in' ? children(session.user) : null
}
