import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeWorld, offline, record, rested } from './autosave.fake'
import { unsentDrafts } from './keep'

let world: ReturnType<typeof fakeWorld>
beforeEach(() => {
  vi.useFakeTimers()
  world = fakeWorld()
})
afterEach(() => vi.useRealTimers())

type Draft = ReturnType<typeof world.existing>

/** Both write without a connection, and are closed. */
async function closed(one: Draft, other: Draft, words: Parameters<Draft['change']>[0][]) {
  world.server.save.mockImplementation(offline)
  world.server.create.mockImplementation(offline)
  one.change(words[0] ?? {})
  other.change(words[1] ?? {})
  await rested()
  one.stop()
  other.stop()
}

/** The same browser with a line again. */
function online() {
  world = fakeWorld(world.store)
  return world
}

it('two tabs keep what each typed, and it comes together', async () => {
  await closed(world.existing(), world.existing(), [{ summary: 'Satu' }, { background: 'Dua' }])
  const draft = online().existing()
  expect(draft.get()).toMatchObject({
    restored: true,
    content: { summary: 'Satu', background: 'Dua' },
  })
  await draft.flush()
  expect(world.server.save.mock.lastCall?.[1]).toEqual({ summary: 'Satu', background: 'Dua' })
  expect(world.store.values.size).toBe(0)
})

it('what two tabs wrote in the same field is sent and asked about, one after the other', async () => {
  await closed(world.existing(), world.existing(), [
    { summary: 'Satu', objectives: 'Tujuan' },
    { summary: 'Dua' },
  ])
  const draft = online().existing()
  expect(draft.get()).toMatchObject({ phase: 'waiting', content: { summary: 'Dua' } })
  expect(world.store.values.size).toBe(2)
  await draft.flush()
  expect(draft.get()).toMatchObject({
    phase: 'conflict',
    conflict: { fields: ['summary'] },
    content: { summary: 'Satu', objectives: 'Tujuan' },
  })
  await draft.choose('theirs')
  expect(draft.get()).toMatchObject({
    phase: 'saved',
    content: { summary: 'Dua', objectives: 'Tujuan' },
  })
  expect(world.store.values.size).toBe(0)
})

it('two new drafts in two tabs stay two', async () => {
  await closed(world.fresh(), world.fresh(), [
    { title: 'Antrean tanpa antre' },
    { title: 'Perahu pintar' },
  ])
  const next = online()
  const [late, early] = unsentDrafts(next.keep())
  expect([late?.kept.content.title, early?.kept.content.title]).toEqual([
    'Perahu pintar',
    'Antrean tanpa antre',
  ])
  const draft = next.fresh(early?.id)
  await draft.flush()
  expect(next.server.create.mock.lastCall?.[0].title).toBe('Antrean tanpa antre')
  expect(unsentDrafts(next.keep()).map(({ id }) => id)).toEqual([late?.id])
})

it('does not keep a new draft that nothing was written in', async () => {
  await world.fresh().flush()
  expect(world.store.values.size).toBe(0)
})

it('finds what an earlier version of this page kept under one name', () => {
  const kept = { at: 1, content: { summary: 'Lama' }, record: { id: 'r1', slug: 'antrean' } }
  world.store.setItem('jipp.draft.u1.r1', JSON.stringify(kept))
  expect(world.existing(record()).get().content.summary).toBe('Lama')
})
