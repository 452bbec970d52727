import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQueryClient,
} from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import { isProblem } from '@/api/problem'
import type { Innovation } from '@/api/types'
import { unwrap } from '@/api/unwrap'

const userOptions = (id: string) =>
  queryOptions({
    queryKey: ['users', 'one', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/users/{id}', { params: { path: { id } }, signal })),
    staleTime: 0,
  })

/** Once all have answered: the owners whom the reader may see. Who went elsewhere is missing. */
export const useOwners = (ids: string[]) =>
  useQueries({
    queries: ids.map(userOptions),
    combine: (results) => ({
      error: results.find(({ error }) => error && !isProblem(error, 404))?.error,
      owners: results.some(({ isPending }) => isPending)
        ? undefined
        : results.flatMap(({ data }) => data ?? []),
    }),
  })

const colleaguesOptions = (institutionId: string, q: string) =>
  infiniteQueryOptions({
    queryKey: ['users', 'colleagues', institutionId, q],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/users', {
          params: {
            query: {
              institution_id: [institutionId],
              active: true,
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

/** The active people of an institution, by name. */
export const useColleagues = (institutionId: string, q: string) =>
  useInfiniteQuery({ ...colleaguesOptions(institutionId, q), placeholderData: keepPreviousData })

export function useSetOwners({ id, version }: Pick<Innovation, 'id' | 'version'>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (owners: string[]) =>
      unwrap(
        api.PATCH('/api/v1/innovations/{id}', {
          params: { path: { id }, header: ifMatch({ version }) },
          body: { owner_ids: owners },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['innovations'] }),
  })
}
