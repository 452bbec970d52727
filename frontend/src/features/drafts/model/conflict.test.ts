import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { Innovation } from '@/api/types'
import { fakeWorld, record, rested } from './autosave.fake'
import { contentOf } from './content'

let world: ReturnType<typeof fakeWorld>
beforeEach(() => {
  vi.useFakeTimers()
  world = fakeWorld()
})
afterEach(() => vi.useRealTimers())

describe('two people at once', () => {
  async function collided(theirs: Partial<Innovation>) {
    const draft = world.existing()
    world.server.save.mockImplementationOnce(() => Promise.reject(new Problem(412)))
    world.server.read.mockImplementationOnce(() =>
      Promise.resolve(record({ version: 7, ...theirs })),
    )
    draft.change({ background: 'Punya saya' })
    await rested()
    return draft
  }
  const both = { background: 'Dari rekan', summary: 'Dari rekan juga' }

  it('go on without a question when they changed different fields', async () => {
    const draft = await collided({ summary: 'Dari rekan' })
    expect(draft.get()).toMatchObject({
      phase: 'saved',
      content: { background: 'Punya saya', summary: 'Dari rekan' },
    })
    expect(draft.get().conflict).toBeUndefined()
    expect(world.server.save.mock.lastCall).toEqual([
      expect.objectContaining({ version: 7 }),
      { background: 'Punya saya' },
    ])
    expect(world.store.values.size).toBe(0)
  })

  it('go on without a question when they wrote the same', async () => {
    const draft = await collided({ background: 'Punya saya ' })
    expect(draft.get()).toMatchObject({ phase: 'saved', content: { background: 'Punya saya' } })
  })

  it('are asked about what both changed alone, with who saved in between', async () => {
    const draft = await collided(both)
    expect(draft.get()).toMatchObject({
      phase: 'conflict',
      conflict: { by: 'Siti', fields: ['background'] },
      content: { background: 'Punya saya', summary: 'Dari rekan juga' },
    })
  })

  it('can put mine on top of theirs, with what was typed while choosing', async () => {
    const draft = await collided(both)
    draft.change({ objectives: 'Baru' })
    await draft.choose('mine')
    expect(draft.get().content).toMatchObject({
      background: 'Punya saya',
      objectives: 'Baru',
      summary: 'Dari rekan juga',
    })
    expect(world.server.save.mock.lastCall).toEqual([
      expect.objectContaining({ version: 7 }),
      { background: 'Punya saya', objectives: 'Baru' },
    ])
  })

  it('can take theirs, and keep the rest', async () => {
    const draft = await collided(both)
    draft.change({ objectives: 'Baru' })
    await draft.choose('theirs')
    expect(draft.get().content).toEqual(contentOf(record({ ...both, objectives: 'Baru' })))
    expect(world.server.save.mock.lastCall?.[1]).toEqual({ objectives: 'Baru' })
    expect(draft.get().phase).toBe('saved')
    expect(world.store.values.size).toBe(0)
  })

  it('are still asked after a reload', async () => {
    const before = await collided(both)
    before.stop()
    const after = world.existing(record({ version: 7, ...both }))
    expect(after.get()).toMatchObject({
      phase: 'conflict',
      conflict: { fields: ['background'] },
      content: { background: 'Punya saya', summary: 'Dari rekan juga' },
    })
  })

  it('are noticed after a reload, too', () => {
    const before = world.existing()
    before.change({ background: 'Punya saya' })
    before.stop()
    expect(world.existing(record({ version: 3, background: 'Lain' })).get()).toMatchObject({
      phase: 'conflict',
      conflict: { fields: ['background'] },
      content: { background: 'Punya saya' },
    })
  })

  it('merge after a reload, too', async () => {
    const before = world.existing()
    before.change({ background: 'Punya saya' })
    before.stop()
    const after = world.existing(record({ version: 3, summary: 'Lain' }))
    expect(after.get()).toMatchObject({
      phase: 'waiting',
      content: { background: 'Punya saya', summary: 'Lain' },
    })
    await after.flush()
    expect(world.server.save.mock.lastCall?.[1]).toEqual({ background: 'Punya saya' })
  })

  it('are not asked about a record that was submitted in between', async () => {
    const draft = await collided({ ...both, allowed_actions: [] })
    expect(draft.get().phase).toBe('closed')
    expect(world.kept('r1')?.background).toBe('Punya saya')
  })
})
