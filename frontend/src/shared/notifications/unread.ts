import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'

const minutes = 60_000

export const unreadKey = ['notifications', 'unread count'] as const

/** How many notifications wait. The stream says so at once; asking now and then makes up for one that is not there. */
const unreadOptions = queryOptions({
  queryKey: unreadKey,
  queryFn: ({ signal }) =>
    unwrap(api.GET('/api/v1/notifications', { params: { query: { limit: 1 } }, signal })),
  select: ({ unread_count }) => unread_count,
  staleTime: 10_000,
  refetchInterval: 3 * minutes,
  refetchOnWindowFocus: true,
})

export const useUnread = () => useQuery(unreadOptions).data ?? 0
