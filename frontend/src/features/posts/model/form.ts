import type { Post, PostKind, PostNew } from '@/api/types'
import { length } from '@/shared/desk/length'

/** A record that the post is about, as it is shown while choosing. */
export interface Picked {
  id: string
  title: string
}

export interface PostForm {
  kind: PostKind
  title: string
  body: string
  tags: string[]
  /** Of one's own institution when empty. */
  hub_id: string
  innovations: Picked[]
  events: Picked[]
  video_url: string
  cover_image_id: string
  /** By the clock of this device, as `datetime-local` has it. */
  publish_at: string
}

/** What the server is sent. */
export type Wire = Required<PostNew>
export type Field = keyof Wire

export const limits = { title: 200, body: 50_000, tags: 10, tag: 50, innovations: 10, events: 5 }

export const emptyForm: PostForm = {
  kind: 'article',
  title: '',
  body: '',
  tags: [],
  hub_id: '',
  innovations: [],
  events: [],
  video_url: '',
  cover_image_id: '',
  publish_at: '',
}

const two = (n: number) => String(n).padStart(2, '0')

/** An instant by the clock of this device. */
export function localOf(iso: string | null) {
  if (!iso) return ''
  const at = new Date(iso)
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}

export const instantOf = (local: string) => {
  const at = new Date(local)
  return local === '' || Number.isNaN(at.getTime()) ? null : at.toISOString()
}

export const wireOf = (form: PostForm): Wire => ({
  kind: form.kind,
  title: form.title.trim(),
  body: form.body,
  tags: form.tags,
  hub_id: form.hub_id || null,
  innovation_ids: form.innovations.map(({ id }) => id),
  event_ids: form.events.map(({ id }) => id),
  video_url: form.video_url.trim() || null,
  cover_image_id: form.cover_image_id || null,
  publish_at: instantOf(form.publish_at),
})

const pickedOf = (ids: string[], links: Picked[]) =>
  ids.map((id) => ({ id, title: links.find((link) => link.id === id)?.title ?? '…' }))

export const formOf = (post: Post): PostForm => ({
  kind: post.kind,
  title: post.title,
  body: post.body,
  tags: post.tags,
  hub_id: post.hub_id ?? '',
  innovations: pickedOf(post.innovation_ids, post.innovations),
  events: pickedOf(post.event_ids, post.events),
  video_url: post.video_url ?? '',
  cover_image_id: post.cover_image_id ?? '',
  publish_at: localOf(post.publish_at),
})

export const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What of `now` is not as it was before. */
export const changes = (before: Wire, now: Wire): Partial<Wire> =>
  Object.fromEntries(
    Object.entries(now).filter(([name, value]) => !same(before[name as Field], value)),
  )

export type FaultCode =
  'required' | 'too_long' | 'too_many' | 'not_url' | 'past' | 'bad_tag' | 'sample'

/** What can be said before the server is asked. */
export function check(form: PostForm): Partial<Record<Field, FaultCode>> {
  const wire = wireOf(form)
  const badTag = form.tags.some((tag) => length(tag) > limits.tag || tag.includes(','))
  return {
    ...(wire.title === '' ? { title: 'required' as const } : {}),
    ...(length(wire.title) > limits.title ? { title: 'too_long' as const } : {}),
    ...(length(wire.body) > limits.body ? { body: 'too_long' as const } : {}),
    ...(wire.tags.length > limits.tags ? { tags: 'too_many' as const } : {}),
    ...(badTag ? { tags: 'bad_tag' as const } : {}),
    ...(wire.video_url && !/^https?:\/\/\S+$/.test(wire.video_url)
      ? { video_url: 'not_url' as const }
      : {}),
  }
}

/** The pictures of the post that its text shows. */
export function imagesIn(body: string): { id: string; url: string }[] {
  const found = body.matchAll(/\/api\/v1\/posts\/[0-9a-f-]{36}\/images\/([0-9a-f-]{36})/g)
  const urls = new Map([...found].map(([url, id]) => [id ?? '', url]))
  return [...urls].map(([id, url]) => ({ id, url }))
}
