import type { Api } from './test.ts'

/** One with everything that its page can show. */
async function fullInnovation(api: Api) {
  const { items } = await api.innovations('stale=true&sort=title&limit=100')
  const full = items.sort((a, b) => b.awards.length - a.awards.length)[0]
  if (!full) throw new Error('no innovation is stale')
  return `/innovations/${full.slug}`
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
  institutions: '/institutions',
  institution: '/institutions/kemenkeu',
  api: '/api',
  login: '/login',
  'not found': '/tidak-ada',
} as const satisfies Record<string, Path>

export type PublicPage = keyof typeof publicPages
export const publicPageNames = Object.keys(publicPages) as PublicPage[]

export async function pathOf(name: PublicPage, api: Api): Promise<string> {
  const path: Path = publicPages[name]
  return typeof path === 'string' ? path : path(api)
}
