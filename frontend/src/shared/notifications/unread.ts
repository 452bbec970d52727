import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'

const minute = 60_000

/** How many notifications wait: asked again each minute while the page is looked at, and when it is looked at again. */
const unreadOptions = queryOptions({
  queryKey: ['notifications', 'unread count'],
  queryFn: ({ signal }) =>
    unwrap(api.GET('/api/v1/notifications', { params: { query: { limit: 1 } }, signal })),
  select: ({ unread_count }) => unread_count,
  staleTime: 10_000,
  refetchInterval: minute,
  refetchOnWindowFocus: true,
})

export const useUnread = () => useQuery(unreadOptions).data ?? 0
