import { expect, it } from 'vitest'
import type { Post } from '@/api/types'
import { changes, check, emptyForm, formOf, imagesIn, instantOf, localOf, wireOf } from './form'

const form = {
  ...emptyForm,
  title: ' Antrean ',
  body: 'isi\n',
  tags: ['pajak'],
  innovations: [{ id: 'i', title: 'I' }],
  video_url: ' https://a.go.id/v ',
}

it('sends what was typed, and nothing for what was not', () => {
  expect(wireOf(form)).toEqual({
    kind: 'article',
    title: 'Antrean',
    body: 'isi\n',
    tags: ['pajak'],
    hub_id: null,
    innovation_ids: ['i'],
    event_ids: [],
    video_url: 'https://a.go.id/v',
    cover_image_id: null,
    publish_at: null,
  })
})

it('patches what changed alone', () => {
  const now = { ...form, body: 'lain', innovations: [] }
  expect(changes(wireOf(form), wireOf(now))).toEqual({ body: 'lain', innovation_ids: [] })
})

it('shows a post as a form, also what it is about and may not be seen', () => {
  const post = {
    ...wireOf(form),
    innovation_ids: ['i', 'gone'],
    innovations: [{ id: 'i', title: 'I', url: '/innovations/i' }],
    events: [],
  } as unknown as Post
  expect(formOf(post).innovations).toEqual([
    { id: 'i', title: 'I' },
    { id: 'gone', title: '…' },
  ])
})

it('keeps a time the same there and back', () => {
  const at = '2026-12-01T02:30:00.000Z'
  expect(instantOf(localOf(at))).toBe(at)
  expect(instantOf('')).toBeNull()
  expect(localOf(null)).toBe('')
})

it('says what cannot be', () => {
  expect(check(emptyForm)).toEqual({ title: 'required' })
  expect(check({ ...form, video_url: 'youtube.com', tags: ['x'.repeat(51)] })).toEqual({
    video_url: 'not_url',
    tags: 'bad_tag',
  })
})

it('finds the pictures of a text, each once', () => {
  const [post, image] = ['0', '1'].map((n) => n.repeat(8) + '-0000-7000-8000-' + n.repeat(12))
  const url = `/api/v1/posts/${post ?? ''}/images/${image ?? ''}`
  expect(imagesIn(`![a](${url}) b ![c](${url}) ![d](https://x/y.png)`)).toEqual([
    { id: image, url },
  ])
})
