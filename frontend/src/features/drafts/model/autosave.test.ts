import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { Innovation } from '@/api/types'
import { createAutosave, type Server } from './autosave'
import { contentOf, emptyContent } from './content'
import { keepFor } from './keep'
import { openNew, openRecord } from './open'

const record = (change: Partial<Innovation> = {}) =>
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

let store: Store
let server: { [Name in keyof Server]: ReturnType<typeof vi.fn<Server[Name]>> }

beforeEach(() => {
  vi.useFakeTimers()
  store = new Store()
  let version = 1
  server = {
    create: vi.fn((body) => Promise.resolve(record(body as Partial<Innovation>))),
    save: vi.fn((_, patch) =>
      Promise.resolve(record({ ...(patch as Partial<Innovation>), version: ++version })),
    ),
    read: vi.fn(() => Promise.resolve(record({ version: 7, summary: 'Dari rekan' }))),
    lastEditor: vi.fn(() => Promise.resolve('Siti')),
  }
})
afterEach(() => vi.useRealTimers())

const keep = () => keepFor('u1', store)
const deps = () => ({ server, keep: keep(), newKey: () => 'key-1', now: () => 1000 })
function existing(kept = record()) {
  const { state, base } = openRecord(keep(), kept)
  return createAutosave(deps(), state, base)
}
function fresh() {
  const { state, base } = openNew(keep(), 'h1')
  return createAutosave(deps(), state, base)
}
const offline = () => Promise.reject(new Problem(0))
const rested = () => vi.advanceTimersByTimeAsync(1500)

describe('a new draft', () => {
  it('is created once it has a title, then only changes are sent', async () => {
    const draft = fresh()
    draft.change({ title: 'Ant' })
    await rested()
    expect(server.create).not.toHaveBeenCalled()
    draft.change({ title: 'Antrean tanpa antre' })
    await rested()
    expect(server.create).toHaveBeenCalledExactlyOnceWith(
      { title: 'Antrean tanpa antre', hub_id: 'h1' },
      'key-1',
    )
    draft.change({ summary: 'Cepat' })
    await rested()
    expect(server.create).toHaveBeenCalledOnce()
    expect(server.save).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ id: 'r1', version: 1 }),
      { summary: 'Cepat' },
    )
    expect(draft.get().phase).toBe('saved')
    expect(store.values.size).toBe(0)
  })

  it('repeats a lost creation word for word, whatever was typed since, and makes one record', async () => {
    server.create.mockImplementationOnce(offline)
    const draft = fresh()
    draft.change({ title: 'Antrean tanpa antre' })
    await rested()
    expect(draft.get().phase).toBe('offline')
    draft.change({ title: 'Antrean yang tanpa antre' })
    draft.stop()

    // The page was reloaded in between.
    const again = fresh()
    expect(again.get()).toMatchObject({
      restored: true,
      content: { title: 'Antrean yang tanpa antre' },
    })
    await again.flush()
    expect(server.create.mock.calls.map(([body, key]) => [body.title, key])).toEqual([
      ['Antrean tanpa antre', 'key-1'],
      ['Antrean tanpa antre', 'key-1'],
    ])
    expect(server.save.mock.lastCall?.[1]).toEqual({ title: 'Antrean yang tanpa antre' })
    expect(store.values.size).toBe(0)
  })
})

describe('a lost connection', () => {
  it('keeps what is typed on this device and sends it when the line is back', async () => {
    const draft = existing()
    server.save.mockImplementationOnce(offline)
    draft.change({ summary: 'Satu' })
    await rested()
    expect(draft.get().phase).toBe('offline')
    draft.change({ summary: 'Satu dua' })
    expect(keep().read('r1')?.content.summary).toBe('Satu dua')
    await draft.flush()
    expect(draft.get().phase).toBe('saved')
    expect(server.save.mock.lastCall?.[1]).toEqual({ summary: 'Satu dua' })
  })

  it('tries again by itself', async () => {
    const draft = existing()
    server.save.mockImplementationOnce(offline)
    draft.change({ summary: 'Satu' })
    await rested()
    await vi.advanceTimersByTimeAsync(4000)
    expect(draft.get().phase).toBe('saved')
  })

  it('is survived by what was typed: it is found again and sent', async () => {
    const before = existing()
    before.change({ summary: 'Belum terkirim' })
    before.stop()
    const after = existing()
    expect(after.get()).toMatchObject({
      phase: 'waiting',
      restored: true,
      content: { summary: 'Belum terkirim' },
    })
    await after.flush()
    expect(server.save.mock.lastCall?.[1]).toEqual({ summary: 'Belum terkirim' })
  })
})

it('what is typed while saving is sent next, and nothing twice', async () => {
  const draft = existing()
  let answer: (value: Innovation) => void = () => undefined
  server.save.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
  draft.change({ summary: 'Satu' })
  await rested()
  draft.change({ background: 'Dua' })
  answer(record({ version: 2, summary: 'Satu' }))
  await rested()
  expect(server.save.mock.calls.map(([at, patch]) => [at.version, patch])).toEqual([
    [1, { summary: 'Satu' }],
    [2, { background: 'Dua' }],
  ])
})

it('does not send again what the server only trimmed', async () => {
  const draft = existing()
  server.save.mockImplementationOnce(() => Promise.resolve(record({ version: 2, summary: 'Satu' })))
  draft.change({ summary: 'Satu ' })
  await rested()
  await draft.flush()
  expect(server.save).toHaveBeenCalledOnce()
})

it('an expired session keeps everything, and signing in sends it', async () => {
  const draft = existing()
  server.save.mockImplementationOnce(() => Promise.reject(new Problem(401)))
  draft.change({ summary: 'Satu' })
  await rested()
  expect(draft.get().phase).toBe('signed-out')
  expect(keep().read('r1')?.content.summary).toBe('Satu')
  await draft.flush()
  expect(draft.get().phase).toBe('saved')
})

describe('a field that is not right', () => {
  it('is held back while the others are sent', async () => {
    const draft = existing()
    draft.change({ summary: 'x'.repeat(2001), background: 'Latar' })
    await rested()
    expect(server.save.mock.lastCall?.[1]).toEqual({ background: 'Latar' })
    expect(draft.get().phase).toBe('waiting')
  })

  it('is not sent again until it changes when the server refuses it', async () => {
    const draft = existing()
    server.save.mockImplementationOnce(() =>
      Promise.reject(
        new Problem(422, { errors: [{ pointer: '/sector', code: 'unknown', message: 'Tak dikenal' }] }),
      ),
    )
    draft.change({ sector: 'x', background: 'Latar' })
    await rested()
    expect(server.save.mock.lastCall?.[1]).toEqual({ background: 'Latar' })
    expect(draft.get().refused).toEqual([
      { pointer: '/sector', code: 'refused', message: 'Tak dikenal' },
    ])
    draft.change({ sector: 'health' })
    expect(draft.get().refused).toEqual([])
    await rested()
    expect(server.save.mock.lastCall?.[1]).toEqual({ sector: 'health' })
  })
})

describe('two people at once', () => {
  async function collided() {
    const draft = existing()
    server.save.mockImplementationOnce(() => Promise.reject(new Problem(412)))
    draft.change({ background: 'Punya saya' })
    await rested()
    return draft
  }

  it('asks, and says who saved in between', async () => {
    const draft = await collided()
    expect(draft.get()).toMatchObject({
      phase: 'conflict',
      conflict: { by: 'Siti', fields: ['background'] },
    })
  })

  it('can put mine on top of theirs, with what was typed while choosing', async () => {
    const draft = await collided()
    draft.change({ objectives: 'Baru' })
    await draft.choose('mine')
    expect(draft.get().content).toMatchObject({
      background: 'Punya saya',
      objectives: 'Baru',
      summary: 'Dari rekan',
    })
    expect(server.save.mock.lastCall).toEqual([
      expect.objectContaining({ version: 7 }),
      { background: 'Punya saya', objectives: 'Baru' },
    ])
  })

  it('can take theirs', async () => {
    const draft = await collided()
    await draft.choose('theirs')
    expect(draft.get().content).toEqual(contentOf(record({ summary: 'Dari rekan' })))
    expect(draft.get().phase).toBe('saved')
    expect(store.values.size).toBe(0)
  })

  it('is noticed after a reload, too', () => {
    const before = existing()
    before.change({ background: 'Punya saya' })
    before.stop()
    const after = existing(record({ version: 3, background: 'Lain' }))
    expect(after.get()).toMatchObject({
      phase: 'conflict',
      conflict: { fields: ['background'] },
      content: { background: 'Punya saya' },
    })
  })
})

it('says when the record can no longer be written, and keeps the words', async () => {
  const draft = existing()
  server.save.mockImplementationOnce(() => Promise.reject(new Problem(409)))
  draft.change({ summary: 'Terlambat' })
  await rested()
  expect(draft.get().phase).toBe('closed')
  expect(keep().read('r1')?.content.summary).toBe('Terlambat')
})

it('starts empty for the next person in this browser', () => {
  keepFor('u2', store).write('new', { at: 1, content: { ...emptyContent(), title: 'Rahasia' } })
  expect(fresh().get().content.title).toBe('')
})
