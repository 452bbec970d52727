import { createRoute } from '@tanstack/react-router'
import { readAuditSearch } from '@/features/audit/api/search'
import { steps, type Step } from '@/features/drafts/model/stepNames'
import { readNotificationSearch } from '@/features/notifications/api/search'
import { readModerationSearch, readNewPostSearch } from '@/features/posts/api/search'
import { compact, oneOf, text } from '@/shared/url/search'
import { lazyPage } from './lazyPage'
import { getParentRoute, signedInOnly } from './root'

// What people with an account work with. The code of each page is loaded when it is visited.

const beforeLoad = signedInOnly

const work = createRoute({
  getParentRoute,
  path: '/work',
  beforeLoad,
  component: lazyPage(() => import('./routes/work'), 'WorkRoute'),
})

/** New and existing drafts share their page, so that a draft goes on when it gets its address. */
const draft = createRoute({
  getParentRoute,
  id: 'draft',
  beforeLoad,
  validateSearch: (raw: Record<string, unknown>): { step?: Step; kept?: string } =>
    compact({ step: oneOf(raw.step, steps), kept: text(raw.kept, 100) }),
  component: lazyPage(() => import('./routes/draft'), 'DraftRoute'),
})
const newDraft = createRoute({ getParentRoute: () => draft, path: '/innovations/new' })
const oldDraft = createRoute({ getParentRoute: () => draft, path: '/innovations/$slug/edit' })

const progress = createRoute({
  getParentRoute,
  path: '/innovations/$slug/progress',
  beforeLoad,
  component: lazyPage(() => import('./routes/progress'), 'ProgressRoute'),
})

const history = createRoute({
  getParentRoute,
  path: '/innovations/$slug/history',
  beforeLoad,
  component: lazyPage(() => import('./routes/history'), 'HistoryRoute'),
})

const reviewing = createRoute({
  getParentRoute,
  path: '/innovations/$slug/review',
  beforeLoad,
  component: lazyPage(() => import('./routes/reviewing'), 'ReviewingRoute'),
})

const review = createRoute({
  getParentRoute,
  path: '/review',
  beforeLoad,
  component: lazyPage(() => import('./routes/review'), 'ReviewDeskRoute'),
})

const newEvent = createRoute({
  getParentRoute,
  path: '/events/new',
  beforeLoad,
  component: lazyPage(() => import('./routes/eventForm'), 'NewEventRoute'),
})

const editEvent = createRoute({
  getParentRoute,
  path: '/events/$id/edit',
  beforeLoad,
  component: lazyPage(() => import('./routes/eventForm'), 'EditEventRoute'),
})

const newMou = createRoute({
  getParentRoute,
  path: '/mous/new',
  beforeLoad,
  validateSearch: (raw: Record<string, unknown>): { hub?: string } =>
    compact({ hub: text(raw.hub, 100) }),
  component: lazyPage(() => import('./routes/mouForm'), 'NewMouRoute'),
})

const editMou = createRoute({
  getParentRoute,
  path: '/mous/$id/edit',
  beforeLoad,
  component: lazyPage(() => import('./routes/mouForm'), 'EditMouRoute'),
})

const mouHistory = createRoute({
  getParentRoute,
  path: '/mous/$id/history',
  beforeLoad,
  component: lazyPage(() => import('./routes/mouForm'), 'MouHistoryRoute'),
})

/** As with drafts: a post goes on in its editor when it gets its address. */
const postForm = createRoute({
  getParentRoute,
  id: 'postForm',
  beforeLoad,
  validateSearch: readNewPostSearch,
  component: lazyPage(() => import('./routes/postForm'), 'PostFormRoute'),
})
const newPost = createRoute({ getParentRoute: () => postForm, path: '/posts/new' })
const editPost = createRoute({ getParentRoute: () => postForm, path: '/posts/$slug/edit' })

const postHistory = createRoute({
  getParentRoute,
  path: '/posts/$slug/history',
  beforeLoad,
  component: lazyPage(() => import('./routes/postForm'), 'PostHistoryRoute'),
})

const moderation = createRoute({
  getParentRoute,
  path: '/moderation',
  beforeLoad,
  validateSearch: readModerationSearch,
  component: lazyPage(() => import('./routes/moderation'), 'ModerationRoute'),
})

const notifications = createRoute({
  getParentRoute,
  path: '/notifications',
  beforeLoad,
  validateSearch: readNotificationSearch,
  component: lazyPage(() => import('./routes/notifications'), 'Notifications'),
})

const following = createRoute({
  getParentRoute,
  path: '/following',
  beforeLoad,
  component: lazyPage(() => import('./routes/following'), 'Following'),
})

const synonyms = createRoute({
  getParentRoute,
  path: '/admin/synonyms',
  beforeLoad,
  component: lazyPage(() => import('./routes/admin'), 'AdminSynonyms'),
})

const chain = createRoute({
  getParentRoute,
  path: '/admin/audit/chain',
  beforeLoad,
  component: lazyPage(() => import('./routes/admin'), 'AdminChain'),
})

const members = createRoute({
  getParentRoute,
  path: '/hubs/$slug/members',
  beforeLoad,
  component: lazyPage(() => import('./routes/members'), 'MembersRoute'),
})

const invitations = createRoute({
  getParentRoute,
  path: '/invitations',
  beforeLoad,
  component: lazyPage(() => import('./routes/invitations'), 'InvitationsRoute'),
})

const invite = createRoute({
  getParentRoute,
  path: '/invite',
  component: lazyPage(() => import('./routes/entry'), 'InviteRoute'),
})

const reset = createRoute({
  getParentRoute,
  path: '/reset',
  component: lazyPage(() => import('./routes/entry'), 'ResetRoute'),
})

const institutions = createRoute({
  getParentRoute,
  path: '/admin/institutions',
  beforeLoad,
  component: lazyPage(() => import('./routes/admin'), 'AdminInstitutions'),
})

const hubs = createRoute({
  getParentRoute,
  path: '/admin/hubs',
  beforeLoad,
  component: lazyPage(() => import('./routes/admin'), 'AdminHubs'),
})

const users = createRoute({
  getParentRoute,
  path: '/admin/users',
  beforeLoad,
  component: lazyPage(() => import('./routes/admin'), 'AdminUsers'),
})

const audit = createRoute({
  getParentRoute,
  path: '/admin/audit',
  beforeLoad,
  validateSearch: readAuditSearch,
  component: lazyPage(() => import('./routes/admin'), 'AdminAudit'),
})

export const routes = [
  work,
  draft.addChildren([newDraft, oldDraft]),
  progress,
  history,
  reviewing,
  review,
  newEvent,
  editEvent,
  newMou,
  editMou,
  mouHistory,
  postForm.addChildren([newPost, editPost]),
  postHistory,
  moderation,
  notifications,
  members,
  following,
  synonyms,
  invitations,
  invite,
  reset,
  institutions,
  hubs,
  users,
  audit,
  chain,
] as const
