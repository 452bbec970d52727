import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Post } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import type { Autosave } from '../model/autosave'
import type { Aim } from './faults'

/** What was typed did not reach the server, for a reason that the page shows. */
export class NotSaved extends Error {}

/** Saves what is typed, then takes the post where readers see it; without an aim, saves alone. */
export function useSend(draft: Autosave, onSent: (post: Post) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (aim: Aim | undefined) => {
      await draft.flush()
      const { post } = draft.get()
      if (!post || !draft.isClean()) throw new NotSaved()
      if (!aim) return post
      return unwrap(
        api.POST('/api/v1/posts/{id}/transitions', {
          params: { path: { id: post.id }, header: ifMatch(post) },
          body: { to: aim },
        }),
      )
    },
    onSuccess: async (post) => {
      draft.finish()
      await client.invalidateQueries({ queryKey: ['posts'] })
      onSent(post)
    },
  })
}
