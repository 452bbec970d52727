import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { paths } from '@/api/schema'
import { unwrap } from '@/api/unwrap'
import type { HubSearch } from './search'

type Query = NonNullable<paths['/api/v1/hubs']['get']['parameters']['query']>

export const hubListOptions = ({ q, kind, status }: HubSearch) =>
  infiniteQueryOptions({
    queryKey: ['hubs', 'list', { q, kind, status }],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        sort: '-formed_year',
        limit: 100,
        count: true,
        facets: ['kind', 'status'],
        ...(q ? { q } : {}),
        ...(kind ? { kind: [kind] } : {}),
        ...(status ? { status: [status] } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      } as Query
      return unwrap(api.GET('/api/v1/hubs', { params: { query }, signal }))
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
  })

export const useHubList = (search: HubSearch) =>
  useInfiniteQuery({ ...hubListOptions(search), placeholderData: keepPreviousData })
