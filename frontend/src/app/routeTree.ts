import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router'
import { session } from '@/api/session'
import { readHubSearch } from '@/features/hubs/api/search'
import { readSearch } from '@/features/innovations/api/filters'
import { readInstitutionSearch } from '@/features/institutions/api/search'
import { compact, text } from '@/shared/url/search'
import { lazyPage } from './lazyPage'
import * as load from './loaders'
import { NotFoundPage } from './shell/NotFoundPage'
import { Shell } from './shell/Shell'

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Shell,
  notFoundComponent: NotFoundPage,
})
const getParentRoute = () => root

const home = createRoute({
  getParentRoute,
  path: '/',
  loader: ({ context }) => load.loadHome(context.queryClient),
  component: lazyPage(() => import('./routes/home'), 'Home'),
})

const innovations = createRoute({
  getParentRoute,
  path: '/innovations',
  validateSearch: readSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, cause }) => load.loadCatalogue(context.queryClient, deps, { cause }),
  component: lazyPage(() => import('./routes/innovations'), 'Innovations'),
})

const innovation = createRoute({
  getParentRoute,
  path: '/innovations/$slug',
  loader: ({ context, params }) => load.loadInnovation(context.queryClient, params.slug),
  component: lazyPage(() => import('./routes/innovation'), 'Innovation'),
})

const hubs = createRoute({
  getParentRoute,
  path: '/hubs',
  validateSearch: readHubSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, cause }) => load.loadHubs(context.queryClient, deps, { cause }),
  component: lazyPage(() => import('./routes/hubs'), 'Hubs'),
})

const hub = createRoute({
  getParentRoute,
  path: '/hubs/$slug',
  loader: ({ context, params }) => load.loadHub(context.queryClient, params.slug),
  component: lazyPage(() => import('./routes/hub'), 'Hub'),
})

const institutions = createRoute({
  getParentRoute,
  path: '/institutions',
  validateSearch: readInstitutionSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, cause }) => load.loadInstitutions(context.queryClient, deps, { cause }),
  component: lazyPage(() => import('./routes/institutions'), 'Institutions'),
})

const institution = createRoute({
  getParentRoute,
  path: '/institutions/$code',
  loader: ({ context, params }) => load.loadInstitution(context.queryClient, params.code),
  component: lazyPage(() => import('./routes/institution'), 'Institution'),
})

const developers = createRoute({
  getParentRoute,
  path: '/api',
  component: lazyPage(() => import('./routes/developers'), 'Developers'),
})

const login = createRoute({
  getParentRoute,
  path: '/login',
  validateSearch: (raw: Record<string, unknown>): { next?: string } =>
    compact({ next: text(raw.next, 2000) }),
  component: lazyPage(() => import('./routes/login'), 'LoginRoute'),
})

const me = createRoute({
  getParentRoute,
  path: '/me',
  beforeLoad: async ({ location }) => {
    await session.restore()
    if (session.get().status === 'signed-in') return
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect
    throw redirect({ to: '/login', search: { next: location.href } })
  },
  component: lazyPage(() => import('./routes/me'), 'Me'),
})

export const routeTree = root.addChildren([
  home,
  innovations,
  innovation,
  hubs,
  hub,
  institutions,
  institution,
  developers,
  login,
  me,
])
