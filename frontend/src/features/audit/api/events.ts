import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'
import { toQuery, type AuditSearch } from './search'

const eventsOptions = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['audit', search],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/audit-events', {
          params: {
            query: { ...toQuery(search), limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  })

export const useAuditEvents = (search: AuditSearch) =>
  useInfiniteQuery({ ...eventsOptions(search), placeholderData: keepPreviousData })
