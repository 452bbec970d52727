import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Post, ReactionKind } from '@/api/types'
import { unwrap } from '@/api/unwrap'

/** Gives a reaction to a post, or takes it back; the page shows the count that the server answers. */
export function useReact(post: Post) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ kind, give }: { kind: ReactionKind; give: boolean }) =>
      give
        ? unwrap(
            api.POST('/api/v1/posts/{id}/reactions', {
              params: { path: { id: post.id } },
              body: { kind },
            }),
          )
        : unwrap(
            api.DELETE('/api/v1/posts/{id}/reactions/{kind}', {
              params: { path: { id: post.id, kind } },
            }),
          ),
    onSuccess: (reactions) =>
      client.setQueriesData<Post>({ queryKey: ['posts', 'one'] }, (shown) =>
        shown?.id === post.id ? { ...shown, reactions, useful_count: reactions.useful } : shown,
      ),
  })
}
