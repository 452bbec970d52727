import {
  infiniteQueryOptions,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Innovation } from '@/api/types'
import { unwrap } from '@/api/unwrap'

const revisionsOptions = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['innovations', 'revisions', id],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/innovations/{id}/revisions', {
          params: {
            path: { id },
            query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  })

export const useRevisions = (id: string) => useInfiniteQuery(revisionsOptions(id))

export function useRestore(record: Pick<Innovation, 'id' | 'version'>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (version: number) =>
      unwrap(
        api.POST('/api/v1/innovations/{id}/revisions/{version}/restore', {
          params: { path: { id: record.id, version }, header: ifMatch(record) },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['innovations'] }),
  })
}
