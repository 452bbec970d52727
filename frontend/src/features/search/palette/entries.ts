import type { Result } from '../api/search'
import type { words } from '../words/id'

export interface Entry {
  id: string
  label: string
  /** What it is, beside its label. */
  note: string
  url: string
  /** The search that leads there, to be remembered. */
  q?: string
}

const search = (q: string) => `/search?q=${encodeURIComponent(q)}`

/** What the palette offers: while nothing is typed, pages and what was searched last; then the best results. */
export function entries(
  t: typeof words,
  q: string,
  results: readonly Result[],
  recent: readonly string[],
  signedIn: boolean,
): Entry[] {
  if (q !== '') {
    const found = results.map(({ type, id, title, url }) => ({
      id: `${type}-${id}`,
      label: title,
      note: t.types[type],
      url,
      q,
    }))
    return [...found, { id: 'all', label: t.palette.everything(q), note: '', url: search(q), q }]
  }
  const pages: [keyof typeof t.pages, string][] = [
    ['innovations', '/innovations'],
    ['posts', '/posts'],
    ['hubs', '/hubs'],
    ['events', '/events'],
    ['mous', '/mous'],
    ...(signedIn
      ? ([
          ['notifications', '/notifications'],
          ['following', '/following'],
        ] as [keyof typeof t.pages, string][])
      : []),
  ]
  return [
    ...recent.map((last) => ({
      id: `recent-${last}`,
      label: last,
      note: t.palette.recent,
      url: search(last),
      q: last,
    })),
    ...pages.map(([page, url]) => ({
      id: page,
      label: t.pages[page],
      note: t.palette.pages,
      url,
    })),
  ]
}
