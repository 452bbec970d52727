import { useRouter } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import type { User } from '@/api/types'
import { useSession } from '../session/useSession'
import { signInFrom } from '../url/signIn'

/** Signing out here or in another tab leaves nothing to show. */
export function SignedIn({ children }: { children: (user: User) => ReactNode }) {
  const session = useSession()
  if (session.status === 'anonymous') return <ToSignIn />
  return session.status === 'signed-in' ? children(session.user) : null
}

/** Once, from where this page was: on the way there the address changes under it. */
function ToSignIn() {
  const router = useRouter()
  useEffect(() => {
    void router.navigate({ ...signInFrom(router.state.location), replace: true })
  }, [router])
  return null
}
