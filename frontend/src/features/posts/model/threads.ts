import type { Comment } from '@/api/types'

export interface Thread {
  id: string
  /** Missing while only replies of it have come. */
  first?: Comment
  replies: Comment[]
}

/** Ids grow with time: their order is that of the writing. */
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** The flat list of the contract as threads, the oldest first; what came twice is there once. */
export function threadsOf(comments: readonly Comment[]): Thread[] {
  const threads = new Map<string, Thread>()
  const seen = new Set<string>()
  for (const comment of comments) {
    if (seen.has(comment.id)) continue
    seen.add(comment.id)
    const id = comment.parent_id ?? comment.id
    const thread = threads.get(id) ?? { id, replies: [] }
    threads.set(id, thread)
    if (comment.parent_id) thread.replies.push(comment)
    else thread.first = comment
  }
  const all = [...threads.values()]
  for (const thread of all) thread.replies.sort(byId)
  return all.sort(byId)
}

interface Split {
  /** In the order of the discussion, without a gap. */
  loaded: Thread[]
  /** Of later pages that are not loaded: followed by a link, or written just now. */
  apart: Thread[]
}

/** What is loaded page by page, and what stands apart because pages before it are missing. */
export function discussion(
  paged: readonly Comment[],
  extra: readonly Comment[],
  complete: boolean,
): Split {
  const all = threadsOf([...paged, ...extra])
  if (complete) return { loaded: all, apart: [] }
  const last = paged.reduce((latest, { id, parent_id }) => {
    const thread = parent_id ?? id
    return thread > latest ? thread : latest
  }, '')
  return {
    loaded: all.filter(({ id }) => id <= last),
    apart: all.filter(({ id }) => id > last),
  }
}

/** What is left of a comment that its author removed: its place, while it has replies. */
export const withoutText = (comment: Comment): Comment => ({
  ...comment,
  state: 'deleted',
  author: null,
  body: '',
  body_html: '',
  useful_count: 0,
  accepted: false,
  allowed_actions: [],
})
