import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { paths } from '@/api/schema'
import { unwrap } from '@/api/unwrap'
import { filtersOf, sortOf, type CatalogueSearch, type Filters } from './filters'

type Query = NonNullable<paths['/api/v1/innovations']['get']['parameters']['query']>

/** The filters were read by `readSearch`, which lets through only what the contract knows. */
export const toQuery = (filters: Filters) => filters as Query

export const pageSize = 20

export const innovationListOptions = (search: CatalogueSearch) => {
  const query = {
    ...toQuery(filtersOf(search)),
    sort: sortOf(search),
    limit: pageSize,
    ...(search.cursor ? { cursor: search.cursor } : {}),
  } as Query
  return queryOptions({
    queryKey: ['innovations', 'list', query],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/innovations', { params: { query }, signal })),
  })
}

export const useInnovationList = (search: CatalogueSearch) =>
  useQuery({ ...innovationListOptions(search), placeholderData: keepPreviousData })
