import { randomUUID } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import {
  admin,
  complete,
  innovator,
  inviteTo,
  manager,
  moveEvent,
  newTitle,
  Person,
  planEvent,
  takingPlace,
  reviewer,
  signatory,
} from './records.ts'
import type { Api } from './test.ts'

/** One with everything that its page can show. */
async function fullInnovation(api: Api) {
  const { items } = await api.innovations('stale=true&sort=title&limit=100')
  const full = items.sort((a, b) => b.awards.length - a.awards.length)[0]
  if (!full) throw new Error('no innovation is stale')
  return `/innovations/${full.slug}`
}

/** The one that public reports tell of. */
const publicEvent = async (api: Api) => `/events/${(await api.events('hub_formation=true'))[0]?.id}`

/** The demonstration's MoU that is in force. */
async function publicMou(api: Api) {
  const found = (await api.mous('status=signed'))[0]
  if (!found) throw new Error('no MoU is in force')
  return found
}

/** The demonstration's most discussed post that `query` finds. */
async function publicPost(api: Api, query: string) {
  const found = (await api.posts(`sort=-comment_count&${query}`))[0]
  if (!found) throw new Error(`no post for ${query}`)
  return `/posts/${found.slug}`
}

async function invitation(request: APIRequestContext) {
  const boss = await Person.signIn(request, manager)
  const { institution } = boss.user
  const made = await boss.send<{ url: string }>('POST', '/invitations', {
    email: `${randomUUID()}@bpom.example`,
    name: 'Siti Rahma',
    institution_id: institution?.id,
    roles: ['innovator', 'hub_manager'],
  })
  const { pathname, hash } = new URL(made.url)
  return pathname + hash
}

type Path = string | ((api: Api) => Promise<string>)

/** Every public page, and what is special in its states. */
export const publicPages = {
  home: '/',
  catalogue: '/innovations',
  'catalogue as table': '/innovations?view=table',
  'catalogue, filtered': '/innovations?q=layanan&sector=health,justice',
  'catalogue, empty': '/innovations?q=zzzzqqq&sector=health',
  innovation: fullInnovation,
  hubs: '/hubs',
  hub: '/hubs/kemenkeu',
  'formation board': '/hubs/formation',
  network: '/network',
  events: '/events',
  'past events': '/events?when=past',
  'events, none found': '/events?when=past&q=zzzz',
  'calendar of events': '/events?view=calendar&month=2023-08',
  event: publicEvent,
  'check-in without a code': async (api) => `${await publicEvent(api)}/check-in`,
  'check-in': async (api) => `${await publicEvent(api)}/check-in#contoh`,
  mous: '/mous',
  'mous, none found': '/mous?q=zzzz',
  mou: async (api) => `/mous/${(await publicMou(api)).id}`,
  'verification, empty': '/verify',
  verification: async (api) => `/verify?code=${(await publicMou(api)).verification_code}`,
  'verification, unknown': '/verify?code=AAAA-BBBB-CCCC',
  posts: '/posts',
  'posts, filtered': '/posts?kind=guide&tag=pelayanan&sort=useful',
  'posts, questions without an answer': '/posts?answered=false',
  'posts, none found': '/posts?q=zzzzqqq',
  post: (api) => publicPost(api, 'kind=guide'),
  'a question with its answer': (api) => publicPost(api, 'answered=true'),
  'search, empty': '/search',
  search: '/search?q=antrean',
  'search, corrected': '/search?q=nelyan',
  'search, none found': '/search?q=zzzzqqq',
  'digest of a hub': '/hubs/kkp/digest?year=2025',
  institutions: '/institutions',
  institution: '/institutions/kemenkeu',
  api: '/api',
  login: '/login',
  'accept an invitation': (api) => invitation(api.request),
  'an invitation that is no good': '/invite#contoh',
  'a new password': '/reset#contoh',
  'not found': '/tidak-ada',
} as const satisfies Record<string, Path>

export type PublicPage = keyof typeof publicPages
export const publicPageNames = Object.keys(publicPages) as PublicPage[]

export async function pathOf(name: PublicPage, api: Api): Promise<string> {
  const path: Path = publicPages[name]
  return typeof path === 'string' ? path : path(api)
}

interface SignedInPage {
  as: string
  path: string | ((request: APIRequestContext) => Promise<string>)
}

async function written(request: APIRequestContext, page: string, rest: object = {}) {
  const author = await Person.signIn(request, innovator)
  const { slug } = await author.draft(newTitle('Kabar Laut Nelayan'), rest)
  return `/innovations/${slug}/${page}`
}

const markdown = [
  'Antrean **panjang**, lihat [survei](https://example.go.id/survei).',
  '- [x] mesin antrean\n- [ ] loket ramah difabel',
  '| Loket | Menit | Yang dikeluhkan |\n| --- | --- | --- |\n| A | 120 | Nomor habis sebelum siang |',
].join('\n\n')

/** One that came back from review: it has everything that its pages can show. */
async function returned(request: APIRequestContext, page: string) {
  const author = await Person.signIn(request, innovator)
  const judge = await Person.signIn(request, reviewer)
  const made = await author.draft(newTitle('Pasar Ikan Higienis'), complete)
  await author.move(made, 'submitted')
  await judge.move(made, 'in_review')
  await judge.send('POST', `/innovations/${made.id}/reviews`, {
    novelty: 70,
    effectiveness: 55,
    benefit: 82,
    transferability: 64,
    sustainability: 40,
    comment: 'Manfaatnya jelas, angkanya belum ada.',
    recommendation: 'revise',
  })
  await judge.move(made, 'revision_requested', 'Tambahkan angka sebelum penerapan.')
  return `/innovations/${made.slug}/${page}`
}

async function beingReviewed(request: APIRequestContext) {
  const author = await Person.signIn(request, innovator)
  const judge = await Person.signIn(request, reviewer)
  const made = await author.draft(newTitle('Klinik Kapal Keliling'), complete)
  await author.move(made, 'submitted')
  await judge.move(made, 'in_review')
  return `/innovations/${made.slug}/review`
}

/** An event of Kementerian PANRB, as far as `status`. */
async function event(request: APIRequestContext, page: string, status: string, rest: object = {}) {
  const by = await Person.signIn(request, admin)
  const when = status === 'held' || status === 'closed' ? takingPlace : {}
  const made = await planEvent(by, newTitle('Lokakarya Hub'), { ...when, ...rest })
  const invited = await inviteTo(by, made, 'kkp', 'kemenkeu', 'prov-35')
  const way = ['open', 'held', 'closed']
  for (const to of way.slice(0, way.indexOf(status) + 1)) await moveEvent(by, made, to)
  if (status === 'held') {
    await by.send('POST', `/events/${made.id}/action-items`, {
      title: 'Mengirim rancangan nota kesepahaman kepada setiap instansi',
      assignee_id: by.user.id,
      due_on: '2025-01-31',
    })
    const { institution_id } = invited.participants[0] ?? { institution_id: '' }
    const { version } = await by.send<{ version: number }>('GET', `/events/${made.id}`)
    await by.send(
      'PUT',
      `/events/${made.id}/participants/${institution_id}`,
      { response: 'attending', attended: true, decision: 'agreed', note: 'Sekretaris Jenderal' },
      `"${version}"`,
    )
  }
  return `/events/${made.id}${page}`
}

/** The demonstration's MoU in this state, as its people see it. */
async function mou(request: APIRequestContext, as: string, status: string, page = '') {
  const by = await Person.signIn(request, as)
  const { items } = await by.send<{ items: { id: string; title: string }[] }>(
    'GET',
    `/mous?status=${status}`,
  )
  const shown = items.find(({ title }) => title.includes('peragaan'))
  if (!shown) throw new Error(`no MoU is ${status}`)
  return `/mous/${shown.id}${page}`
}

interface Written {
  id: string
  version: number
}

/** A post of the innovator with everything that its pages can show. */
async function post(request: APIRequestContext, page: string, published = false) {
  const author = await Person.signIn(request, innovator)
  const made = await author.send<Written>('POST', '/posts', {
    kind: 'question',
    title: newTitle('Antrean di loket'),
    body: `${markdown}\n\nMenurut buku tamu[^1].\n\n[^1]: Yang di loket A.`,
    tags: ['antrean', 'loket'],
  })
  const changed = await author.send<Written>(
    'PATCH',
    `/posts/${made.id}`,
    { tags: ['antrean'] },
    `"${made.version}"`,
  )
  if (published) await author.send('POST', `/posts/${made.id}/transitions`, { to: 'published' })
  return { path: `/posts/${made.id}${page}`, id: changed.id }
}

/** One that was answered by somebody whose comment was edited and reported. */
async function discussed(request: APIRequestContext) {
  const made = await post(request, '', true)
  const other = await Person.signIn(request, manager)
  const said = await other.send<Written>('POST', `/posts/${made.id}/comments`, { body: 'Coba.' })
  const edited = { body: 'Coba **papan tulis**.' }
  await other.send('PATCH', `/comments/${said.id}`, edited, `"${said.version}"`)
  const author = await Person.signIn(request, innovator)
  await author.send('POST', '/reports', {
    comment_id: said.id,
    reason: 'off_topic',
    note: 'Tidak menjawab.',
  })
  const replied = { body: 'Terima kasih!', parent_id: said.id }
  await author.send('POST', `/posts/${made.id}/comments`, replied)
  await author.send('PUT', `/posts/${made.id}/accepted-comment`, { comment_id: said.id })
  return made.path
}

const ownHub = async (request: APIRequestContext) =>
  `/hubs/${(await (await Person.signIn(request, manager)).hub()).slug}/members`

/** Every page behind the sign-in, and who looks at it. */
export const signedInPages = {
  'my work': { as: innovator, path: '/work' },
  'my work of a manager': { as: manager, path: '/work' },
  'my work of a reviewer': { as: reviewer, path: '/work' },
  'a new draft': { as: innovator, path: '/innovations/new' },
  'a draft, basics': { as: innovator, path: (request) => written(request, 'edit') },
  'a draft, a text': { as: innovator, path: (request) => written(request, 'edit?step=background') },
  'a draft, a text with Markdown': {
    as: innovator,
    path: (request) => written(request, 'edit?step=background', { background: markdown }),
  },
  'a draft, evidence': {
    as: innovator,
    path: (request) =>
      written(request, 'edit?step=evidence', {
        indicators: [{ name: 'Waktu tunggu', unit: 'menit', baseline: 180, current: 38 }],
        awards: [{ name: 'Top 45', year: 2024 }],
        links: [{ title: 'Panduan', url: 'https://example.go.id/panduan' }],
        team: [{ name: 'Siti Rahma', role: 'Ketua tim', consent: true }],
      }),
  },
  'a draft, check': { as: innovator, path: (request) => written(request, 'edit?step=check') },
  'a draft to revise': { as: innovator, path: (request) => returned(request, 'edit') },
  'what may not be edited now': {
    as: reviewer,
    path: (request) => returned(request, 'edit'),
  },
  progress: { as: innovator, path: (request) => returned(request, 'progress') },
  'progress, for a manager': {
    as: manager,
    path: (request) => returned(request, 'progress'),
  },
  history: { as: innovator, path: (request) => returned(request, 'history') },
  'review desk': { as: reviewer, path: '/review' },
  'a review': { as: reviewer, path: beingReviewed },
  'events, for who runs some': { as: admin, path: '/events' },
  'a new event': { as: admin, path: '/events/new' },
  'an event to edit': { as: admin, path: (request) => event(request, '/edit', 'open') },
  'a planned event, at its desk': { as: admin, path: (request) => event(request, '', 'planned') },
  'an event that was held, at its desk': {
    as: admin,
    path: (request) => event(request, '', 'held', { minutes: 'Rapat **dibuka**.' }),
  },
  'an event, for the invited': { as: manager, path: (request) => event(request, '', 'open') },
  'an event that was held, for the invited': {
    as: signatory,
    path: (request) => event(request, '', 'held'),
  },
  'check-in, signed in': {
    as: manager,
    path: (request) => event(request, '/check-in#contoh', 'open'),
  },
  'formation board, for an admin': { as: admin, path: '/hubs/formation' },
  'a hub, for an admin': { as: admin, path: '/hubs/kemendikbud' },
  'mous, with drafts': { as: manager, path: '/mous?status=draft' },
  'a new mou': { as: manager, path: '/mous/new' },
  'a draft of a mou': { as: manager, path: (request) => mou(request, manager, 'draft') },
  'a draft of a mou, to edit': {
    as: manager,
    path: (request) => mou(request, manager, 'draft', '/edit'),
  },
  'a draft of a mou, its history': {
    as: manager,
    path: (request) => mou(request, manager, 'draft', '/history'),
  },
  'a mou to approve': { as: admin, path: (request) => mou(request, admin, 'in_review') },
  'a mou to sign': { as: admin, path: (request) => mou(request, admin, 'partially_signed') },
  'a mou in force': { as: admin, path: (request) => mou(request, admin, 'signed') },
  'own posts': { as: innovator, path: '/posts?mine=true' },
  'a new post': { as: innovator, path: '/posts/new' },
  'a post to edit': {
    as: innovator,
    path: async (request) => (await post(request, '/edit')).path,
  },
  'a draft of a post': { as: innovator, path: async (request) => (await post(request, '')).path },
  'a post, its history': {
    as: innovator,
    path: async (request) => (await post(request, '/history')).path,
  },
  'a post, for who asked': { as: innovator, path: discussed },
  'a post, for who answered': { as: manager, path: discussed },
  'a post, for a moderator': { as: admin, path: discussed },
  moderation: {
    as: admin,
    path: async (request) => {
      await discussed(request)
      return '/moderation'
    },
  },
  'a page of another role': { as: innovator, path: '/review' },
  notifications: { as: admin, path: '/notifications' },
  members: { as: manager, path: ownHub },
  invitations: { as: manager, path: '/invitations' },
  'admin: institutions': { as: admin, path: '/admin/institutions' },
  'admin: hubs': { as: admin, path: '/admin/hubs' },
  'admin: users': { as: admin, path: '/admin/users' },
  following: { as: manager, path: '/following' },
  'admin: synonyms': { as: admin, path: '/admin/synonyms' },
  'admin: audit': { as: admin, path: '/admin/audit' },
  'admin: audit chain': { as: admin, path: '/admin/audit/chain' },
} as const satisfies Record<string, SignedInPage>

export type SignedInPageName = keyof typeof signedInPages
export const signedInPageNames = Object.keys(signedInPages) as SignedInPageName[]

export async function signedInPath(name: SignedInPageName, request: APIRequestContext) {
  const { path }: SignedInPage = signedInPages[name]
  return typeof path === 'string' ? path : path(request)
}
