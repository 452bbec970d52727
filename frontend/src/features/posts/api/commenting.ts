import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Comment, CommentNew, Post } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import { useKeyOf } from '@/shared/desk/newKey'
import { withoutText } from '../model/threads'
import { addComments, changeComments } from './comments'

type Seen = Pick<Comment, 'id' | 'version' | 'post_id'>
const of = ({ id, version }: Seen) => ({ path: { id }, header: ifMatch({ version }) })

export function useShow() {
  const client = useQueryClient()
  return (comment: Comment) =>
    changeComments(client, comment.post_id, (one) => (one.id === comment.id ? comment : one))
}

/** After a clash the newest is shown, so that it can be tried again. */
function useRead() {
  const show = useShow()
  return ({ id }: Seen) =>
    unwrap(api.GET('/api/v1/comments/{id}', { params: { path: { id } } })).then(
      show,
      () => undefined,
    )
}

export const useRefreshPost = () => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['posts', 'one'] })
}

export function useAddComment(post: Pick<Post, 'id'>) {
  const keyOf = useKeyOf()
  const client = useQueryClient()
  const refresh = useRefreshPost()
  return useMutation({
    mutationFn: (body: CommentNew) =>
      unwrap(
        api.POST('/api/v1/posts/{id}/comments', {
          params: { path: { id: post.id }, header: { 'Idempotency-Key': keyOf(body) } },
          body,
        }),
      ),
    onSuccess: (comment) => {
      addComments(client, post.id, [comment])
      void refresh()
    },
  })
}

export function useEditComment(comment: Seen) {
  const [show, read] = [useShow(), useRead()]
  return useMutation({
    mutationFn: (body: string) =>
      unwrap(api.PATCH('/api/v1/comments/{id}', { params: of(comment), body: { body } })),
    onSuccess: show,
    onError: () => read(comment),
  })
}

export function useDeleteComment(comment: Comment) {
  const client = useQueryClient()
  const refresh = useRefreshPost()
  const read = useRead()
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/comments/{id}', { params: of(comment) })),
    onSuccess: () => {
      changeComments(client, comment.post_id, (one) => {
        if (one.id !== comment.id) return one
        return one.reply_count > 0 ? withoutText(one) : undefined
      })
      void refresh()
    },
    onError: () => read(comment),
  })
}

export function useModerateComment(comment: Seen) {
  const [show, read, refresh] = [useShow(), useRead(), useRefreshPost()]
  return useMutation({
    mutationFn: (body: { hidden: boolean; note?: string }) =>
      unwrap(api.PUT('/api/v1/comments/{id}/moderation', { params: of(comment), body })),
    onSuccess: (changed) => {
      show(changed)
      void refresh()
    },
    onError: () => read(comment),
  })
}
