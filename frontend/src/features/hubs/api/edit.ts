import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Hub, HubNew, HubPatch } from '@/api/types'
import { unwrap } from '@/api/unwrap'

export const everyStatus = [
  'proposed',
  'invited',
  'agreed',
  'declined',
  'mou_signed',
  'active',
  'dormant',
  'closed',
] as const

/** Hubs in every status, for those who may see them. */
const allHubsOptions = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['hubs', 'all', q],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/hubs', {
          params: {
            query: {
              status: [...everyStatus],
              sort: 'name',
              limit: 50,
              ...(q ? { q } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  })
export const useAllHubs = (q: string | undefined) =>
  useInfiniteQuery({ ...allHubsOptions(q), placeholderData: keepPreviousData })

export function useSaveHub(hub: Hub) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: HubPatch) =>
      unwrap(
        api.PATCH('/api/v1/hubs/{id}', {
          params: { path: { id: hub.id }, header: ifMatch(hub) },
          body,
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['hubs'] }),
  })
}

export function useNewHub() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: HubNew) => unwrap(api.POST('/api/v1/hubs', { body })),
    onSettled: () => client.invalidateQueries({ queryKey: ['hubs'] }),
  })
}
