import { getRouteApi, useLocation, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Login } from '@/features/auth/components/Login'
import { Forms } from '@/shared/forms/Forms'
import { useUser } from '@/shared/session/useSession'
import { safePath } from '@/shared/url/safePath'

const route = getRouteApi('/login')

export function LoginRoute() {
  const { next } = route.useSearch()
  const { hash } = useLocation()
  // As it was on arrival: on leaving, the address is another one already.
  const [fragment] = useState(hash ? `#${hash}` : '')
  const router = useRouter()
  const user = useUser()

  // Wherever the visitor signed in: here or in another tab.
  const signedIn = user !== undefined
  useEffect(() => {
    if (signedIn) router.history.replace(safePath(next, '/work') + fragment)
  }, [signedIn, router, next, fragment])

  return (
    <Forms>
      <Login />
    </Forms>
  )
}
