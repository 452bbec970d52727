import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Post, PostStatus, ReportReason } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import { useKeyOf } from '@/shared/desk/newKey'

type Seen = Pick<Post, 'id' | 'version'>
const of = ({ id, version }: Seen) => ({ path: { id }, header: ifMatch({ version }) })

/** A post is shown on its page, in lists, and counted. */
function useAfterwards() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['posts'] })
}

interface Step {
  to: PostStatus
  note?: string
}

export function useMovePost(post: Seen) {
  const after = useAfterwards()
  return useMutation({
    mutationFn: (body: Step) =>
      unwrap(api.POST('/api/v1/posts/{id}/transitions', { params: of(post), body })),
    onSettled: after,
  })
}

export function useDeletePost(post: Seen) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/posts/{id}', { params: of(post) })),
    // Its own page must not ask for it again.
    onSuccess: () => client.invalidateQueries({ queryKey: ['posts', 'list'] }),
  })
}

export function useLockPost(post: Seen) {
  const after = useAfterwards()
  return useMutation({
    mutationFn: (body: { locked: boolean; note?: string }) =>
      unwrap(api.PUT('/api/v1/posts/{id}/lock', { params: of(post), body })),
    onSettled: after,
  })
}

export function useRestorePost(post: Seen) {
  const after = useAfterwards()
  return useMutation({
    mutationFn: (revision: number) =>
      unwrap(
        api.POST('/api/v1/posts/{id}/revisions/{version}/restore', {
          params: { ...of(post), path: { id: post.id, version: revision } },
        }),
      ),
    onSettled: after,
  })
}

interface NewReport {
  post_id?: string
  comment_id?: string
  reason: ReportReason
  note?: string
}

export function useReport() {
  const keyOf = useKeyOf()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewReport) =>
      unwrap(
        api.POST('/api/v1/reports', {
          params: { header: { 'Idempotency-Key': keyOf(body) } },
          body,
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['reports'] }),
  })
}
