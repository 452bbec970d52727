import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { Innovation } from '@/api/types'
import { fakeWorld, offline, record, rested } from './autosave.fake'
import { emptyContent } from './content'
import { keepFor } from './keep'

let world: ReturnType<typeof fakeWorld>
beforeEach(() => {
  vi.useFakeTimers()
  world = fakeWorld()
})
afterEach(() => vi.useRealTimers())

describe('the line that is back', () => {
  it('sends once more at once when what was under way failed', async () => {
    const slow = () =>
      new Promise<never>((_, reject) => setTimeout(() => reject(new Problem(0)), 5000))
    world.server.save.mockImplementationOnce(slow)
    const draft = world.existing()
    draft.change({ summary: 'Cepat' })
    await rested()
    const woken = draft.wake()
    await vi.advanceTimersByTimeAsync(5000)
    await woken
    expect(world.server.save).toHaveBeenCalledTimes(2)
    expect(draft.get().phase).toBe('saved')
  })
})

describe('a new draft', () => {
  it('is created once it has a title, then only changes are sent', async () => {
    const draft = world.fresh()
    draft.change({ title: 'Ant' })
    await rested()
    expect(world.server.create).not.toHaveBeenCalled()
    draft.change({ title: 'Antrean tanpa antre' })
    await rested()
    expect(world.server.create).toHaveBeenCalledExactlyOnceWith(
      { title: 'Antrean tanpa antre', hub_id: 'h1' },
      'key-1',
    )
    draft.change({ summary: 'Cepat' })
    await rested()
    expect(world.server.create).toHaveBeenCalledOnce()
    expect(world.server.save).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ id: 'r1', version: 1 }),
      { summary: 'Cepat' },
    )
    expect(draft.get().phase).toBe('saved')
    expect(world.store.values.size).toBe(0)
  })

  it('repeats a lost creation word for word, whatever was typed since, and makes one record', async () => {
    world.server.create.mockImplementationOnce(offline)
    const draft = world.fresh()
    draft.change({ title: 'Antrean tanpa antre' })
    await rested()
    expect(draft.get().phase).toBe('offline')
    draft.change({ title: 'Antrean yang tanpa antre' })
    draft.stop()

    // The page was reloaded in between.
    const again = world.fresh()
    expect(again.get()).toMatchObject({
      restored: true,
      content: { title: 'Antrean yang tanpa antre' },
    })
    await again.flush()
    expect(world.server.create.mock.calls.map(([body, key]) => [body.title, key])).toEqual([
      ['Antrean tanpa antre', 'key-1'],
      ['Antrean tanpa antre', 'key-1'],
    ])
    expect(world.server.save.mock.lastCall?.[1]).toEqual({ title: 'Antrean yang tanpa antre' })
    expect(world.store.values.size).toBe(0)
  })
})

describe('a lost connection', () => {
  it('keeps what is typed on this device and sends it when the line is back', async () => {
    const draft = world.existing()
    world.server.save.mockImplementationOnce(offline)
    draft.change({ summary: 'Satu' })
    await rested()
    expect(draft.get().phase).toBe('offline')
    draft.change({ summary: 'Satu dua' })
    expect(world.kept('r1')?.summary).toBe('Satu dua')
    await draft.flush()
    expect(draft.get().phase).toBe('saved')
    expect(world.server.save.mock.lastCall?.[1]).toEqual({ summary: 'Satu dua' })
  })

  it('tries again by itself', async () => {
    const draft = world.existing()
    world.server.save.mockImplementationOnce(offline)
    draft.change({ summary: 'Satu' })
    await rested()
    await vi.advanceTimersByTimeAsync(4000)
    expect(draft.get().phase).toBe('saved')
  })

  it('is survived by what was typed: it is found again and sent', async () => {
    const before = world.existing()
    before.change({ summary: 'Belum terkirim' })
    before.stop()
    const after = world.existing()
    expect(after.get()).toMatchObject({
      phase: 'waiting',
      restored: true,
      content: { summary: 'Belum terkirim' },
    })
    await after.flush()
    expect(world.server.save.mock.lastCall?.[1]).toEqual({ summary: 'Belum terkirim' })
  })
})

it('what is typed while saving is sent next, and nothing twice', async () => {
  const draft = world.existing()
  let answer: (value: Innovation) => void = () => undefined
  world.server.save.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
  draft.change({ summary: 'Satu' })
  await rested()
  draft.change({ background: 'Dua' })
  answer(record({ version: 2, summary: 'Satu' }))
  await rested()
  expect(world.server.save.mock.calls.map(([at, patch]) => [at.version, patch])).toEqual([
    [1, { summary: 'Satu' }],
    [2, { background: 'Dua' }],
  ])
})

it('does not send again what the server only trimmed', async () => {
  const draft = world.existing()
  world.server.save.mockImplementationOnce(() =>
    Promise.resolve(record({ version: 2, summary: 'Satu' })),
  )
  draft.change({ summary: 'Satu ' })
  await rested()
  await draft.flush()
  expect(world.server.save).toHaveBeenCalledOnce()
})

it('an expired session keeps everything, and signing in sends it', async () => {
  const draft = world.existing()
  world.server.save.mockImplementationOnce(() => Promise.reject(new Problem(401)))
  draft.change({ summary: 'Satu' })
  await rested()
  expect(draft.get().phase).toBe('signed-out')
  expect(world.kept('r1')?.summary).toBe('Satu')
  await draft.flush()
  expect(draft.get().phase).toBe('saved')
})

describe('a field that is not right', () => {
  it('is held back while the others are sent', async () => {
    const draft = world.existing()
    draft.change({ summary: 'x'.repeat(2001), background: 'Latar' })
    await rested()
    expect(world.server.save.mock.lastCall?.[1]).toEqual({ background: 'Latar' })
    expect(draft.get().phase).toBe('waiting')
  })

  it('is not sent again until it changes when the server refuses it', async () => {
    const draft = world.existing()
    world.server.save.mockImplementationOnce(() =>
      Promise.reject(
        new Problem(422, {
          errors: [{ pointer: '/sector', code: 'unknown', message: 'Tak dikenal' }],
        }),
      ),
    )
    draft.change({ sector: 'x', background: 'Latar' })
    await rested()
    expect(world.server.save.mock.lastCall?.[1]).toEqual({ background: 'Latar' })
    expect(draft.get().refused).toEqual([
      { pointer: '/sector', code: 'refused', message: 'Tak dikenal' },
    ])
    draft.change({ sector: 'health' })
    expect(draft.get().refused).toEqual([])
    await rested()
    expect(world.server.save.mock.lastCall?.[1]).toEqual({ sector: 'health' })
  })
})

it('says when the record can no longer be written, and keeps the words', async () => {
  const draft = world.existing()
  world.server.save.mockImplementationOnce(() => Promise.reject(new Problem(409)))
  draft.change({ summary: 'Terlambat' })
  await rested()
  expect(draft.get().phase).toBe('closed')
  expect(world.kept('r1')?.summary).toBe('Terlambat')
})

it('starts empty for the next person in this browser', () => {
  keepFor('u2', world.store, 'p').write('new-1', {
    at: 1,
    content: { ...emptyContent(), title: 'Rahasia' },
  })
  expect(world.fresh().get().content.title).toBe('')
})

it('comes to rest when the server trims two fields', async () => {
  const draft = world.existing()
  world.server.save.mockImplementation(() =>
    Promise.resolve(record({ summary: 'A', unit_name: 'B' })),
  )
  draft.change({ summary: 'A ' })
  await rested()
  draft.change({ unit_name: 'B ' })
  await rested()
  expect(world.server.save).toHaveBeenCalledTimes(2)
  expect(draft.get().phase).toBe('saved')
})
