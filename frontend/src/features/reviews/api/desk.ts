import {
  infiniteQueryOptions,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Innovation, ReviewNew } from '@/api/types'
import { unwrap } from '@/api/unwrap'

export type DeskStatus = 'submitted' | 'in_review'

/** Submissions in one status, the longest wait first. */
const deskOptions = (status: DeskStatus) =>
  infiniteQueryOptions({
    queryKey: ['innovations', 'desk', status],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/innovations', {
          params: {
            query: {
              status: [status],
              sort: 'updated_at',
              limit: 50,
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
    refetchOnWindowFocus: true,
  })

export const useDeskList = (status: DeskStatus) => useInfiniteQuery(deskOptions(status))

/** The review counts for the version that was read. */
export function useSendReview({ id, version }: Pick<Innovation, 'id' | 'version'>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ReviewNew) =>
      unwrap(
        api.POST('/api/v1/innovations/{id}/reviews', {
          params: { path: { id } },
          headers: ifMatch({ version }),
          body,
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['innovations'] }),
  })
}
