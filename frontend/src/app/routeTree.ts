import { createRoute } from '@tanstack/react-router'
import { readEventSearch } from '@/features/events/api/search'
import { readHubSearch } from '@/features/hubs/api/search'
import { readDigestSearch } from '@/features/hubs/digest/digest'
import { readSearch } from '@/features/innovations/api/filters'
import { readSearchPage } from '@/features/search/api/search'
import { readInstitutionSearch } from '@/features/institutions/api/search'
import { readMouSearch } from '@/features/mous/api/search'
import { readPostSearch } from '@/features/posts/api/search'
import { compact, text } from '@/shared/url/search'
import { lazyPage } from './lazyPage'
import * as load from './loaders'
import * as desk from './deskRoutes'
import { getParentRoute, root, signedInOnly } from './root'

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

const hubDigest = createRoute({
  getParentRoute,
  path: '/hubs/$slug/digest',
  validateSearch: readDigestSearch,
  component: lazyPage(() => import('./routes/digest'), 'HubDigest'),
})

const search = createRoute({
  getParentRoute,
  path: '/search',
  validateSearch: readSearchPage,
  component: lazyPage(() => import('./routes/search'), 'SearchRoute'),
})

const board = createRoute({
  getParentRoute,
  path: '/hubs/formation',
  component: lazyPage(() => import('./routes/board'), 'Board'),
})

const network = createRoute({
  getParentRoute,
  path: '/network',
  loader: ({ context }) => load.loadNetwork(context.queryClient),
  component: lazyPage(() => import('./routes/network'), 'NetworkRoute'),
})

const events = createRoute({
  getParentRoute,
  path: '/events',
  validateSearch: readEventSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, cause }) => load.loadEvents(context.queryClient, deps, { cause }),
  component: lazyPage(() => import('./routes/events'), 'Events'),
})

const event = createRoute({
  getParentRoute,
  path: '/events/$id',
  loader: ({ context, params }) => load.loadEvent(context.queryClient, params.id),
  component: lazyPage(() => import('./routes/event'), 'EventRoute'),
})

/** Not behind the sign-in: who scans the code first reads where to sign in, and why. */
const checkIn = createRoute({
  getParentRoute,
  path: '/events/$id/check-in',
  component: lazyPage(() => import('./routes/checkIn'), 'CheckInRoute'),
})

const mous = createRoute({
  getParentRoute,
  path: '/mous',
  validateSearch: readMouSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, cause }) => load.loadMous(context.queryClient, deps, { cause }),
  component: lazyPage(() => import('./routes/mous'), 'Mous'),
})

const mou = createRoute({
  getParentRoute,
  path: '/mous/$id',
  loader: ({ context, params }) => load.loadMou(context.queryClient, params.id),
  component: lazyPage(() => import('./routes/mou'), 'MouRoute'),
})

const verify = createRoute({
  getParentRoute,
  path: '/verify',
  validateSearch: (raw: Record<string, unknown>): { code?: string } =>
    compact({ code: text(raw.code, 40) }),
  component: lazyPage(() => import('./routes/verify'), 'Verify'),
})

const posts = createRoute({
  getParentRoute,
  path: '/posts',
  validateSearch: readPostSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, cause }) => load.loadPosts(context.queryClient, deps, { cause }),
  component: lazyPage(() => import('./routes/posts'), 'Posts'),
})

const post = createRoute({
  getParentRoute,
  path: '/posts/$slug',
  loader: ({ context, params }) => load.loadPost(context.queryClient, params.slug),
  component: lazyPage(() => import('./routes/post'), 'PostRoute'),
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
  beforeLoad: signedInOnly,
  component: lazyPage(() => import('./routes/me'), 'Me'),
})

export const routeTree = root.addChildren([
  home,
  innovations,
  innovation,
  hubs,
  board,
  hub,
  hubDigest,
  search,
  network,
  events,
  event,
  checkIn,
  mous,
  mou,
  verify,
  posts,
  post,
  institutions,
  institution,
  developers,
  login,
  me,
  ...desk.routes,
])
