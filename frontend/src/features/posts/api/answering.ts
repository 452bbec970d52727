import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Comment } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import { wholeList } from '@/api/wholeList'
import { useRefreshPost, useShow } from './commenting'
import { changeComments } from './comments'

export function useFindUseful(comment: Comment) {
  const show = useShow()
  const { id } = comment
  return useMutation({
    mutationFn: (give: boolean) =>
      give
        ? unwrap(
            api.POST('/api/v1/comments/{id}/reactions', {
              params: { path: { id } },
              body: { kind: 'useful' },
            }),
          )
        : unwrap(
            api.DELETE('/api/v1/comments/{id}/reactions/{kind}', {
              params: { path: { id, kind: 'useful' } },
            }),
          ),
    onSuccess: ({ useful, mine }) =>
      show({ ...comment, useful_count: useful, useful_to_me: mine.includes('useful') }),
  })
}

/** Accepts a comment as the answer, or takes that back. */
export function useAccept(comment: Comment) {
  const client = useQueryClient()
  const refresh = useRefreshPost()
  const params = { path: { id: comment.post_id } }
  return useMutation({
    mutationFn: (accept: boolean) =>
      accept
        ? unwrap(
            api.PUT('/api/v1/posts/{id}/accepted-comment', {
              params,
              body: { comment_id: comment.id },
            }),
          )
        : unwrap(api.DELETE('/api/v1/posts/{id}/accepted-comment', { params })),
    onSuccess: ({ accepted_comment_id: id }) => {
      changeComments(client, comment.post_id, (one) => ({ ...one, accepted: one.id === id }))
      void refresh()
    },
  })
}

export const useCommentEdits = (id: string) =>
  useQuery({
    queryKey: ['posts', 'edits', id],
    queryFn: ({ signal }) =>
      wholeList((query) =>
        unwrap(api.GET('/api/v1/comments/{id}/edits', { params: { path: { id }, query }, signal })),
      ),
    staleTime: 0,
  })
