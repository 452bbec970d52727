import { vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { Innovation } from '@/api/types'
import { createAutosave, type Server } from './autosave'
import { keepFor } from './keep'
import { openNew, openRecord } from './open'

export const record = (change: Partial<Innovation> = {}) =>
  ({
    id: 'r1',
    slug: 'antrean',
    version: 1,
    status: 'draft',
    updated_at: '2026-11-25T02:00:00.000Z',
    hub_id: 'h1',
    title: 'Antrean tanpa antre',
    summary: null,
    sdgs: [],
    keywords: [],
    indicators: [],
    awards: [],
    links: [],
    team: [],
    ...change,
  }) as unknown as Innovation

class Store {
  values = new Map<string, string>()
  getItem = (key: string) => this.values.get(key) ?? null
  setItem = (key: string, value: string) => void this.values.set(key, value)
  removeItem = (key: string) => void this.values.delete(key)
}

/** A device and a server that a colleague writes to as well. */
export function fakeWorld() {
  const store = new Store()
  let version = 1
  const server: { [Name in keyof Server]: ReturnType<typeof vi.fn<Server[Name]>> } = {
    create: vi.fn((body) => Promise.resolve(record(body as Partial<Innovation>))),
    save: vi.fn((_, patch) =>
      Promise.resolve(record({ ...(patch as Partial<Innovation>), version: ++version })),
    ),
    read: vi.fn(() => Promise.resolve(record({ version: 7, summary: 'Dari rekan' }))),
    lastEditor: vi.fn(() => Promise.resolve('Siti')),
  }
  const keep = keepFor('u1', store)
  const deps = { server, keep, newKey: () => 'key-1', now: () => 1000 }
  return {
    store,
    server,
    keep,
    existing(there = record()) {
      const { state, base } = openRecord(keep, there)
      return createAutosave(deps, state, base)
    },
    fresh() {
      const { state, base } = openNew(keep, 'h1')
      return createAutosave(deps, state, base)
    },
  }
}

export const offline = () => Promise.reject(new Problem(0))
export const rested = () => vi.advanceTimersByTimeAsync(1500)
