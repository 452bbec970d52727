import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'

const by = (id: string) => ({ path: { id } })

/** Always asked anew: others react and answer while it is read. */
export const postOptions = (handle: string) =>
  queryOptions({
    queryKey: ['posts', 'one', handle],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/posts/{id}', { params: by(handle), signal })),
    staleTime: 0,
  })

export const usePost = (handle: string) => useQuery(postOptions(handle))

export const usePostRevisions = (id: string) =>
  useQuery({
    queryKey: ['posts', 'revisions', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/posts/{id}/revisions', { params: by(id), signal })),
    staleTime: 0,
  })

/** Its name in addresses: until it was public, that changes with its title. */
export const handleOf = (post: { id: string; slug: string; published_at: string | null }) =>
  post.published_at ? post.slug : post.id
