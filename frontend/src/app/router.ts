import { createRouter } from '@tanstack/react-router'
import { parseSearch, stringifySearch } from '@/shared/url/search'
import { queryClient } from './queryClient'
import { routeTree } from './routeTree'
import { ErrorPage } from './shell/ErrorPage'
import { PagePending } from './shell/PagePending'

export const router = createRouter({
  routeTree,
  context: { queryClient },
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: 'intent',
  // What is fresh enough is the query cache's business.
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: PagePending,
  defaultPendingMinMs: 0,
  defaultErrorComponent: ErrorPage,
  // React reports what is worth reporting (main.tsx).
  defaultOnCatch: () => undefined,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
