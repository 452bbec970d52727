import type { PostKind } from '@/api/types'
import { compact, oneOf, text } from '@/shared/url/search'

export const kinds = [
  'article',
  'guide',
  'lesson_learned',
  'question',
  'event_report',
  'video',
] as const satisfies readonly PostKind[]

/** Besides the newest first, or the best match first where words are looked for. */
export const sorts = ['newest', 'useful', 'discussed'] as const
export type PostSortName = (typeof sorts)[number]

export interface PostSearch {
  q?: string
  kind?: PostKind
  tag?: string
  /** Id or slug. */
  hub_id?: string
  author_id?: string
  innovation_id?: string
  event_id?: string
  /** Questions that nobody has answered. */
  answered?: 'false'
  sort?: PostSortName
  /** The reader's own, in any status. */
  mine?: 'true'
}

const handle = (value: unknown) => {
  const read = text(value, 100)
  return read && /^[\w-]+$/.test(read) ? read : undefined
}

const id = (value: unknown) => {
  const read = text(value, 36)
  return read && /^[0-9a-f-]{36}$/.test(read) ? read : undefined
}

export const readPostSearch = (raw: Record<string, unknown>): PostSearch =>
  compact<PostSearch>({
    q: text(raw.q),
    kind: oneOf(raw.kind, kinds),
    tag: text(raw.tag, 50),
    hub_id: handle(raw.hub_id),
    author_id: id(raw.author_id),
    innovation_id: handle(raw.innovation_id),
    event_id: id(raw.event_id),
    answered: oneOf(raw.answered, ['false']),
    sort: oneOf(raw.sort, sorts),
    mine: oneOf(raw.mine, ['true']),
  })

/** What a new post begins with, out of its address. */
export interface NewPostSearch {
  kind?: PostKind
  innovation?: string
  hub?: string
  event?: string
}

export const readNewPostSearch = (raw: Record<string, unknown>): NewPostSearch =>
  compact<NewPostSearch>({
    kind: oneOf(raw.kind, kinds),
    innovation: handle(raw.innovation),
    hub: handle(raw.hub),
    event: id(raw.event),
  })

/** Whether anything narrows the list down. */
export const isFiltered = (search: PostSearch) =>
  Object.keys(search).some((name) => name !== 'sort' && name !== 'mine')

export interface ModerationSearch {
  /** What waits, unless it says otherwise. */
  show?: 'decided'
}

export const readModerationSearch = (raw: Record<string, unknown>): ModerationSearch =>
  compact<ModerationSearch>({ show: oneOf(raw.show, ['decided']) })
