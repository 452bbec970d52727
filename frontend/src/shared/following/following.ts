import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { components } from '@/api/schema'
import { unwrap } from '@/api/unwrap'

export type Followed = components['schemas']['Followed']
export type Subscription = components['schemas']['Subscription']

const key = ['subscriptions']

/** Whether the signed-in person follows this. */
export const useFollowing = (
  type: Followed,
  target: string,
  signedIn: boolean,
  known?: Subscription,
) =>
  useQuery({
    queryKey: [...key, 'one', type, target],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/subscriptions', {
          params: { query: { type: [type], target, limit: 1 } },
          signal,
        }),
      ),
    enabled: signedIn,
    ...(known ? { initialData: { items: [known], next_cursor: null } } : {}),
    staleTime: 30_000,
    select: ({ items }) => items[0],
  })

function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: key })
}

export function useFollow() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: { type: Followed; target: string }) =>
      unwrap(api.POST('/api/v1/subscriptions', { body })),
    onSettled: refresh,
  })
}

export function useUnfollow() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE('/api/v1/subscriptions/{id}', { params: { path: { id } } })),
    onSettled: refresh,
  })
}
