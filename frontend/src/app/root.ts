import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, redirect, type ParsedLocation } from '@tanstack/react-router'
import { session } from '@/api/session'
import { signInFrom } from '@/shared/url/signIn'
import { NotFoundPage } from './shell/NotFoundPage'
import { Shell } from './shell/Shell'

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Shell,
  notFoundComponent: NotFoundPage,
})
export const getParentRoute = () => root

/** Pages of people with an account: whoever has not signed in does so first, and comes back. */
export async function signedInOnly({ location }: { location: ParsedLocation }) {
  await session.restore()
  if (session.get().status === 'signed-in') return
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect
  throw redirect(signInFrom(location))
}
