import {
  infiniteQueryOptions,
  skipToken,
  useInfiniteQuery,
  useQuery,
  type QueryClient,
} from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Comment, CommentPage } from '@/api/types'
import { unwrap } from '@/api/unwrap'

const keyOf = (post: string) => ['posts', 'comments', post]
const extraKey = (post: string) => [...keyOf(post), 'extra']

export const commentListOptions = (post: string) =>
  infiniteQueryOptions({
    queryKey: [...keyOf(post), 'pages'],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/posts/{id}/comments', {
          params: {
            path: { id: post },
            query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
  })

export const useComments = (post: string) => useInfiniteQuery(commentListOptions(post))

/** Comments that came by other ways than page by page: by a link, or written just now. */
export const useExtraComments = (post: string) =>
  useQuery<Comment[]>({ queryKey: extraKey(post), queryFn: skipToken, initialData: [] }).data ?? []

export const useComment = (post: string, id: string | null) =>
  useQuery({
    queryKey: [...keyOf(post), 'one', id],
    queryFn: id
      ? ({ signal }) =>
          unwrap(api.GET('/api/v1/comments/{id}', { params: { path: { id } }, signal }))
      : skipToken,
  })

export const addComments = (client: QueryClient, post: string, comments: Comment[]) =>
  client.setQueryData<Comment[]>(extraKey(post), (before = []) => [...before, ...comments])

/** The thread of a comment, wherever in the discussion it is. */
export async function findThread(client: QueryClient, post: string, id: string) {
  const comment = await unwrap(api.GET('/api/v1/comments/{id}', { params: { path: { id } } }))
  const { items } = await unwrap(
    api.GET('/api/v1/posts/{id}/comments', {
      params: {
        path: { id: post },
        query: { thread_id: comment.parent_id ?? comment.id, limit: 100 },
      },
    }),
  )
  addComments(client, post, [comment, ...items])
}

type Shown = Comment | Comment[] | { pages: CommentPage[] }

/** Shows what became of comments, wherever they stand; without asking for whole discussions again. */
export function changeComments(
  client: QueryClient,
  post: string,
  change: (comment: Comment) => Comment | undefined,
) {
  const each = (comments: Comment[]) => comments.flatMap((one) => change(one) ?? [])
  client.setQueriesData<Shown>({ queryKey: keyOf(post) }, (shown) => {
    if (!shown) return shown
    if (Array.isArray(shown)) return each(shown)
    if (!('pages' in shown)) return change(shown) ?? shown
    return {
      ...shown,
      pages: shown.pages.map((page) => ({ ...page, items: each(page.items) })),
    }
  })
}
