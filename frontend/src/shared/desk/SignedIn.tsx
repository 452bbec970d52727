import { useRouter } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { may } from '@/api/allowed'
import type { User } from '@/api/types'
import { useSession } from '../session/useSession'
import { signInFrom } from '../url/signIn'
import { NotForYou } from './NotForYou'

interface Props {
  /** What the server must let them do for the page to be of any use to them. */
  needs?: string | undefined
  children: (user: User) => ReactNode
}

/** Signing out here or in another tab leaves nothing to show. */
export function SignedIn({ needs, children }: Props) {
  const session = useSession()
  if (session.status === 'anonymous') return <ToSignIn />
  if (session.status !== 'signed-in') return null
  if (needs && !may(session.user, needs)) return <NotForYou />
  return children(session.user)
}

/** Once, from where this page was: on the way there the address changes under it. */
function ToSignIn() {
  const router = useRouter()
  useEffect(() => {
    void router.navigate({ ...signInFrom(router.state.location), replace: true })
  }, [router])
  return null
}
