import { expect, it } from 'vitest'
import type { Comment } from '@/api/types'
import { discussion, threadsOf, withoutText } from './threads'

const comment = (id: string, parent_id: string | null = null) =>
  ({ id, parent_id, body: id, state: 'visible', author: { id: 'p', name: 'P' } }) as Comment

const shape = (threads: ReturnType<typeof threadsOf>) =>
  threads.map(({ id, first, replies }) => [id, first?.id, replies.map((one) => one.id)])

it('puts replies under what they answer, each once', () => {
  const list = [comment('a'), comment('c', 'a'), comment('d'), comment('b', 'a'), comment('d')]
  expect(shape(threadsOf(list))).toEqual([
    ['a', 'a', ['b', 'c']],
    ['d', 'd', []],
  ])
})

it('keeps replies whose beginning is on another page', () => {
  expect(shape(threadsOf([comment('c', 'a')]))).toEqual([['a', undefined, ['c']]])
})

it('keeps apart what lies beyond the pages that are loaded', () => {
  const paged = [comment('a'), comment('b', 'a'), comment('d')]
  const extra = [comment('e', 'a'), comment('x'), comment('y', 'x')]
  const { loaded, apart } = discussion(paged, extra, false)
  expect(shape(loaded)).toEqual([
    ['a', 'a', ['b', 'e']],
    ['d', 'd', []],
  ])
  expect(shape(apart)).toEqual([['x', 'x', ['y']]])
  expect(discussion(paged, extra, true).apart).toEqual([])
})

it('leaves nothing of a removed comment but its place', () => {
  expect(withoutText(comment('a'))).toMatchObject({ state: 'deleted', author: null, body: '' })
})
