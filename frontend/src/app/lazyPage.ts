import { lazyRouteComponent } from '@tanstack/react-router'
import { Problem } from '@/api/problem'

/**
 * The code of a page, loaded when it is visited. Without a connection that fails like any request,
 * with a page that says so. (With one, the router reloads: a new release has renamed the files.)
 */
export const lazyPage: typeof lazyRouteComponent = (importer, name) =>
  lazyRouteComponent(
    () =>
      importer().catch((error: unknown) => {
        throw navigator.onLine ? error : new Problem(0)
      }),
    name,
  )
