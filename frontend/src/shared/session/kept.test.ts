import { expect, it } from 'vitest'
import { forgetJudging, judging, keptFor } from './kept'

function memory() {
  const all = new Map<string, string>()
  return {
    getItem: (key: string) => all.get(key) ?? null,
    setItem: (key: string, value: string) => void all.set(key, value),
    removeItem: (key: string) => void all.delete(key),
  }
}

it('keeps what one person typed, for that person and that place only', () => {
  const storage = memory()
  keptFor('a', 'event.new', storage).write({ title: 'FGD' })
  expect(keptFor('a', 'event.new', storage).read()).toEqual({ title: 'FGD' })
  expect(keptFor('b', 'event.new', storage).read()).toBeUndefined()
  expect(keptFor('a', 'event.1', storage).read()).toBeUndefined()
  keptFor('a', 'event.new', storage).write(undefined)
  expect(keptFor('a', 'event.new', storage).read()).toBeUndefined()
})

it('lives with a storage that is full, blocked or damaged', () => {
  const broken = {
    getItem: () => '{"half":',
    setItem: () => {
      throw new Error('full')
    },
    removeItem: () => undefined,
  }
  expect(() => keptFor('a', 'x', broken).write(1)).not.toThrow()
  expect(keptFor('a', 'x', broken).read()).toBeUndefined()
})

it('forgets what one person said about others, and nothing else', () => {
  const all: Record<string, unknown> = {
    getItem: (key: string) => all[key] ?? null,
    setItem: (key: string, value: string) => void (all[key] = value),
    removeItem: (key: string) => Reflect.deleteProperty(all, key),
  }
  const storage = all as unknown as Storage
  const review = `${judging}review.1.2`
  keptFor('a', review, storage).write({ comment: 'Kuat.' })
  keptFor('b', review, storage).write({ comment: 'Lemah.' })
  keptFor('a', 'event.new', storage).write({ title: 'FGD' })
  forgetJudging('a', storage)
  expect(keptFor('a', review, storage).read()).toBeUndefined()
  expect(keptFor('b', review, storage).read()).toEqual({ comment: 'Lemah.' })
  expect(keptFor('a', 'event.new', storage).read()).toEqual({ title: 'FGD' })
})
