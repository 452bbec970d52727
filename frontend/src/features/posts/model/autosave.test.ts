import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { Post, PostNew, PostPatch } from '@/api/types'
import { createAutosave, type Deps, type Kept } from './autosave'
import { emptyForm, formOf, wireOf } from './form'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const stored = (rest: Partial<Post> = {}) =>
  ({
    ...wireOf({ ...emptyForm, title: 'Judul' }),
    id: 'p',
    version: 1,
    status: 'draft',
    innovations: [],
    events: [],
    ...rest,
  }) as Post

function fake() {
  const kept = new Map<string, Kept>()
  let post = stored()
  const sent: unknown[] = []
  let failure: Problem | undefined
  const answer = (change: object) => {
    if (failure) return Promise.reject(failure)
    post = { ...post, ...change, version: post.version + 1 }
    sent.push(change)
    return Promise.resolve(post)
  }
  const deps: Deps = {
    create: (body: PostNew) => answer(body),
    save: (_, patch: PostPatch) => answer(patch),
    read: () => Promise.resolve(post),
    keep: (id = 'new') => ({
      read: () => kept.get(id),
      write(value) {
        if (value) kept.set(id, value)
        else kept.delete(id)
      },
    }),
    newKey: () => 'k',
    now: () => 0,
  }
  return { deps, kept, sent, fail: (problem?: Problem) => (failure = problem), at: () => post }
}

it('makes a draft once there is a title, then sends what changed', async () => {
  const { deps, kept, sent } = fake()
  const draft = createAutosave(deps, { form: emptyForm })
  draft.change({ body: 'isi' })
  await vi.advanceTimersByTimeAsync(5000)
  expect(sent).toEqual([])
  expect(kept.get('new')?.form.body).toBe('isi')
  draft.change({ title: 'Judul' })
  await vi.advanceTimersByTimeAsync(2000)
  expect(sent).toHaveLength(1)
  draft.change({ body: 'isi lagi' })
  await vi.advanceTimersByTimeAsync(2000)
  expect(sent[1]).toEqual({ body: 'isi lagi' })
  expect(draft.get().phase).toBe('saved')
  expect(kept.size).toBe(0)
})

it('holds back what cannot be, and sends the rest', async () => {
  const { deps, sent } = fake()
  const draft = createAutosave(deps, { form: emptyForm, post: stored() })
  draft.change({ video_url: 'x', body: 'isi' })
  await vi.advanceTimersByTimeAsync(2000)
  expect(sent).toEqual([{ body: 'isi' }])
  expect(draft.get().phase).toBe('waiting')
})

it('keeps everything while there is no line, and sends it later', async () => {
  const { deps, kept, sent, fail } = fake()
  const draft = createAutosave(deps, { form: emptyForm })
  fail(new Problem(0))
  draft.change({ title: 'Judul' })
  await vi.advanceTimersByTimeAsync(2000)
  expect(draft.get().phase).toBe('offline')
  expect(createAutosave(deps, { form: emptyForm }).get()).toMatchObject({
    restored: true,
    form: { title: 'Judul' },
  })
  fail(undefined)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(sent).toHaveLength(1)
  expect(kept.size).toBe(0)
})

it('asks whose text it shall be when it was changed elsewhere', async () => {
  const { deps, fail, sent, at } = fake()
  const draft = createAutosave(deps, { form: formOf(stored()), post: stored() })
  fail(new Problem(412))
  draft.change({ title: 'Punyaku' })
  await vi.advanceTimersByTimeAsync(2000)
  expect(draft.get().phase).toBe('conflict')
  fail(undefined)
  Object.assign(at(), { body: 'isi mereka', version: 7 })
  await draft.settle('mine')
  expect(sent).toEqual([{ title: 'Punyaku' }])
  expect(draft.get().form).toMatchObject({ title: 'Punyaku', body: 'isi mereka' })
  expect(draft.get().phase).toBe('saved')
})

it('sends nothing of a published post before its author says so', async () => {
  const { deps, kept, sent } = fake()
  const post = stored({ status: 'published' })
  const draft = createAutosave(deps, { form: { ...emptyForm, title: 'Judul' }, post })
  draft.change({ body: 'baru' })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).toEqual([])
  expect(kept.get('p')?.form.body).toBe('baru')
  await draft.flush()
  expect(sent).toEqual([{ body: 'baru' }])
})

it('keeps nothing where nothing was typed', async () => {
  const { deps, kept } = fake()
  const draft = createAutosave(deps, { form: { ...emptyForm, kind: 'question' } })
  await draft.flush()
  expect(kept.size).toBe(0)
})
