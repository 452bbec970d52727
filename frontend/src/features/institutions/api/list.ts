import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { paths } from '@/api/schema'
import { unwrap } from '@/api/unwrap'
import type { InstitutionSearch } from './search'

type Query = NonNullable<paths['/api/v1/institutions']['get']['parameters']['query']>

export const institutionListOptions = ({ q, kind }: InstitutionSearch) =>
  infiniteQueryOptions({
    queryKey: ['institutions', 'list', { q, kind }],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        sort: 'name',
        limit: 100,
        count: true,
        ...(q ? { q } : {}),
        ...(kind ? { kind: [kind] } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      } as Query
      return unwrap(api.GET('/api/v1/institutions', { params: { query }, signal }))
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
  })

export const useInstitutionList = (search: InstitutionSearch) =>
  useInfiniteQuery({ ...institutionListOptions(search), placeholderData: keepPreviousData })
