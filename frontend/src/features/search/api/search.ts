import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import { api } from '@/api/client'
import type { components } from '@/api/schema'
import { unwrap } from '@/api/unwrap'
import { compact, oneOf, text } from '@/shared/url/search'

export type Found = components['schemas']['Found']
export type Result = components['schemas']['SearchResult']

export const types = [
  'innovation',
  'post',
  'hub',
  'institution',
  'event',
] as const satisfies readonly Found[]

export interface Search {
  q?: string
  type?: Found
}

export const readSearchPage = (raw: Record<string, unknown>): Search =>
  compact<Search>({ q: text(raw.q), type: oneOf(raw.type, types) })

export const searchOptions = ({ q = '', type }: Search) => {
  const query = { q, limit: 20, ...(type ? { type: [type] } : {}) }
  return infiniteQueryOptions({
    queryKey: ['search', 'list', query],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/search', {
          params: {
            query: { ...query, count: true, ...(pageParam ? { cursor: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
  })
}

export const useSearch = (search: Search) =>
  useInfiniteQuery({
    ...searchOptions(search),
    enabled: search.q !== undefined,
    placeholderData: keepPreviousData,
  })

/** How many there are of each type, whichever is chosen. */
export const useTypes = (q: string | undefined) =>
  useQuery({
    queryKey: ['search', 'types', q],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/search', {
          params: { query: { q: q ?? '', limit: 1, facets: ['type'] } },
          signal,
        }),
      ),
    enabled: q !== undefined,
    select: (page) => page.facets?.type ?? [],
  })

/** A few of the best, while somebody types. */
export const useBest = (q: string) =>
  useQuery({
    queryKey: ['search', 'best', q],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/search', { params: { query: { q, limit: 8 } }, signal })),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    select: (page) => page.items,
  })
