import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Innovation } from '@/api/types'
import { unwrap } from '@/api/unwrap'

const revisionsOptions = (id: string) =>
  queryOptions({
    queryKey: ['innovations', 'revisions', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/innovations/{id}/revisions', { params: { path: { id } }, signal })),
    staleTime: 0,
  })

export const useRevisions = (id: string) => useQuery(revisionsOptions(id))

export function useRestore(record: Pick<Innovation, 'id' | 'version'>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (version: number) =>
      unwrap(
        api.POST('/api/v1/innovations/{id}/revisions/{version}/restore', {
          params: { path: { id: record.id, version } },
          headers: ifMatch(record),
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['innovations'] }),
  })
}
