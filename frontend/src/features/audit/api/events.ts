import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'
import { toQuery, type AuditSearch, type Ids } from './search'

const eventsOptions = (search: AuditSearch, ids: Ids) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'events', search, ids],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/audit-events', {
          params: {
            query: {
              ...toQuery(search, ids),
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
  })

export const useAuditEvents = (search: AuditSearch, ids: Ids) =>
  useInfiniteQuery({ ...eventsOptions(search, ids), placeholderData: keepPreviousData })
