import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { firstRequests } from '../../tooling/preloadHints.ts'

const origin = 'https://jipp.example'
const asked: string[] = []

function answer(request: Request) {
  asked.push(request.url.replace(`${origin}/api/v1/`, ''))
  return Promise.resolve(Response.json({ id: 'x', items: [], next_cursor: null }))
}

// The client is made for a browser; this is what it touches of one.
vi.stubGlobal('window', { location: { origin } })
vi.stubGlobal('BroadcastChannel', vi.fn())
vi.stubGlobal('fetch', answer)
const imported = import('./loaders')
let load: Awaited<typeof imported>
beforeAll(async () => {
  load = await imported
})
beforeEach(() => {
  asked.length = 0
})
afterEach(() => {
  delete window.jippEarly
})

const client = () => new QueryClient()
const entry = { cause: 'enter' } as const

const pages: [name: string, kind: 0 | 1, visit: () => unknown][] = [
  ['', 0, () => load.loadHome(client())],
  ['innovations', 0, () => load.loadCatalogue(client(), {}, entry)],
  ['innovations', 1, () => load.loadInnovation(client(), 'a-slug')],
  ['hubs', 1, () => load.loadHub(client(), 'a-slug')],
  ['events', 0, () => load.loadEvents(client(), {}, entry)],
  ['events', 1, () => load.loadEvent(client(), 'a-slug')],
  ['posts', 0, () => load.loadPosts(client(), {}, entry)],
  ['posts', 1, () => load.loadPost(client(), 'a-slug')],
  ['institutions', 1, () => load.loadInstitution(client(), 'a-slug')],
]

it.each(pages)('asks early for what page "%s" (%i) will want', async (name, kind, visit) => {
  await visit()
  await vi.waitFor(() => {
    for (const path of firstRequests[name]?.[kind] ?? []) {
      expect(asked).toContain(path.replace('*', 'a-slug'))
    }
  })
})

it('uses an early answer once and asks itself where there is none', async () => {
  const url = '/api/v1/innovations/a-slug'
  window.jippEarly = { [url]: Promise.resolve(Response.json({ id: 'early' })) }
  await load.loadInnovation(client(), 'a-slug')
  expect(asked).not.toContain('innovations/a-slug')

  await load.loadInnovation(client(), 'a-slug')
  expect(asked).toContain('innovations/a-slug')

  asked.length = 0
  window.jippEarly = { [url]: Promise.resolve(undefined) }
  await load.loadInnovation(client(), 'a-slug')
  expect(asked).toContain('innovations/a-slug')
})
