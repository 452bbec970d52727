import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { Login } from '@/features/auth/components/Login'
import { Forms } from '@/shared/forms/Forms'
import { useUser } from '@/shared/session/useSession'
import { safePath } from '@/shared/url/safePath'

const route = getRouteApi('/login')

export function LoginRoute() {
  const { next } = route.useSearch()
  const router = useRouter()
  const user = useUser()
  const leave = useCallback(() => {
    router.history.replace(safePath(next))
  }, [router, next])

  // Also when the visitor signed in from another tab.
  useEffect(() => {
    if (user) leave()
  }, [user, leave])

  return (
    <Forms>
      <Login onSignedIn={leave} />
    </Forms>
  )
}
