import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'

/** Everything that the signed-in person follows. */
export const useAllFollowed = () =>
  useInfiniteQuery({
    queryKey: ['subscriptions', 'all'],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/subscriptions', {
          params: { query: { limit: 100, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  })
