import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { paths } from '@/api/schema'
import { unwrap } from '@/api/unwrap'
import { facets, filtersOf, type CatalogueSearch, type Facet, type Filters } from './filters'
import { toQuery } from './list'

type Query = NonNullable<paths['/api/v1/innovations']['get']['parameters']['query']>

const countsOptions = (filters: Filters, wanted: readonly Facet[]) =>
  queryOptions({
    queryKey: ['innovations', 'counts', filters, wanted],
    queryFn: ({ signal }) => {
      const query = { ...toQuery(filters), limit: 1, count: true, facets: [...wanted] } as Query
      return unwrap(api.GET('/api/v1/innovations', { params: { query }, signal }))
    },
  })

/** Total and counts, apart from the page of results: the list need not wait for the counting. */
export const innovationCountsOptions = (search: CatalogueSearch) =>
  countsOptions(filtersOf(search), facets)

export const useInnovationCounts = (search: CatalogueSearch) =>
  useQuery({ ...innovationCountsOptions(search), placeholderData: keepPreviousData })

/**
 * Values of one facet widen each other, so a facet that is in use is counted without its own
 * ticks: the numbers say what another tick would bring.
 */
export function useFacetCounts(search: CatalogueSearch) {
  const { data } = useInnovationCounts(search)
  const inUse = facets.filter((facet) => search[facet])
  const own = useQueries({
    queries: inUse.map((facet) => ({
      ...countsOptions(filtersOf({ ...search, [facet]: undefined }), [facet]),
      placeholderData: keepPreviousData,
    })),
  })
  return (facet: Facet) =>
    own[inUse.indexOf(facet)]?.data?.facets?.[facet] ?? data?.facets?.[facet] ?? []
}
