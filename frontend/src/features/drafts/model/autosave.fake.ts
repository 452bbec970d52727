import { vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { Innovation } from '@/api/types'
import { createAutosave } from './autosave'
import { keepFor, newName, unsentDrafts } from './keep'
import { openNew, openRecord } from './open'
import type { Server } from './server'

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
    allowed_actions: ['update'],
    ...change,
  }) as unknown as Innovation

class Store {
  values = new Map<string, string>()
  get length() {
    return this.values.size
  }
  key = (index: number) => [...this.values.keys()][index] ?? null
  getItem = (key: string) => this.values.get(key) ?? null
  setItem = (key: string, value: string) => void this.values.set(key, value)
  removeItem = (key: string) => void this.values.delete(key)
}

/** A device and a server that a colleague writes to as well. */
export function fakeWorld(store = new Store()) {
  let version = 1
  const server: { [Name in keyof Server]: ReturnType<typeof vi.fn<Server[Name]>> } = {
    create: vi.fn((body) => Promise.resolve(record(body as Partial<Innovation>))),
    save: vi.fn((_, patch) =>
      Promise.resolve(record({ ...(patch as Partial<Innovation>), version: ++version })),
    ),
    read: vi.fn(() => Promise.resolve(record({ version: 7, summary: 'Dari rekan' }))),
    lastEditor: vi.fn(() => Promise.resolve('Siti')),
  }
  let pages = store.length
  /** Every opening is a page of its own: another tab, or the same after a reload. */
  function page() {
    const at = ++pages
    const keep = keepFor('u1', store, `p${at}`)
    return { server, keep, newKey: () => `key-${at}`, now: () => 1000 + at }
  }
  return {
    store,
    server,
    keep: () => page().keep,
    /** What this device has kept of a draft. */
    kept: (id: string) => page().keep.copies(id)[0]?.kept.content,
    existing(there = record()) {
      const deps = page()
      return createAutosave(deps, openRecord(deps.keep, there))
    },
    fresh(name?: string) {
      const deps = page()
      const id = name ?? unsentDrafts(deps.keep)[0]?.id ?? newName(String(pages))
      return createAutosave(deps, openNew(deps.keep, 'h1', id))
    },
  }
}

export const offline = () => Promise.reject(new Problem(0))
export const rested = () => vi.advanceTimersByTimeAsync(1500)
