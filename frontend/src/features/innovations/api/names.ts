import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'

// Facets speak of institutions and hubs by id; these find the names to show for them.

const firstInstitutions = queryOptions({
  queryKey: ['institutions', 'names'],
  queryFn: ({ signal }) =>
    unwrap(api.GET('/api/v1/institutions', { params: { query: { limit: 100 } }, signal })),
  staleTime: 600_000,
})

const institutionOptions = (id: string) =>
  queryOptions({
    queryKey: ['institutions', 'one', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/institutions/{id}', { params: { path: { id } }, signal })),
  })

const hubOptions = (id: string) =>
  queryOptions({
    queryKey: ['hubs', 'one', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/hubs/{id}', { params: { path: { id } }, signal })),
  })

/** More names than this are not fetched one by one. */
const mostSingles = 12

export function useInstitutionNames(ids: string[]) {
  const first = useQuery({ ...firstInstitutions, enabled: ids.length > 0 })
  const known = first.data?.items ?? []
  const missing = first.data
    ? ids.filter((id) => !known.some((one) => one.id === id || one.code === id))
    : []
  const singles = useQueries({
    queries: missing.slice(0, mostSingles).map((id) => institutionOptions(id)),
  })
  const all = [...known, ...singles.flatMap((single) => single.data ?? [])]
  return (id: string) => all.find((one) => one.id === id || one.code === id)?.short_name
}

export function useHubNames(ids: string[]) {
  const hubs = useQueries({ queries: ids.map((id) => hubOptions(id)) })
  return (id: string) =>
    hubs.find((hub) => hub.data?.id === id || hub.data?.slug === id)?.data?.name
}
