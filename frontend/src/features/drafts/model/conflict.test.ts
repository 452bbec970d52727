import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { fakeWorld, record, rested } from './autosave.fake'
import { contentOf } from './content'

let world: ReturnType<typeof fakeWorld>
beforeEach(() => {
  vi.useFakeTimers()
  world = fakeWorld()
})
afterEach(() => vi.useRealTimers())

describe('two people at once', () => {
  async function collided() {
    const draft = world.existing()
    world.server.save.mockImplementationOnce(() => Promise.reject(new Problem(412)))
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
    expect(world.server.save.mock.lastCall).toEqual([
      expect.objectContaining({ version: 7 }),
      { background: 'Punya saya', objectives: 'Baru' },
    ])
  })

  it('can take theirs', async () => {
    const draft = await collided()
    await draft.choose('theirs')
    expect(draft.get().content).toEqual(contentOf(record({ summary: 'Dari rekan' })))
    expect(draft.get().phase).toBe('saved')
    expect(world.store.values.size).toBe(0)
  })

  it('is noticed after a reload, too', () => {
    const before = world.existing()
    before.change({ background: 'Punya saya' })
    before.stop()
    const after = world.existing(record({ version: 3, background: 'Lain' }))
    expect(after.get()).toMatchObject({
      phase: 'conflict',
      conflict: { fields: ['background'] },
      content: { background: 'Punya saya' },
    })
  })
})
