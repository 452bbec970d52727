import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'
import type { PostSearch, PostSortName } from './search'

const sortOf: Record<PostSortName, '-published_at' | '-useful_count' | '-comment_count'> = {
  newest: '-published_at',
  useful: '-useful_count',
  discussed: '-comment_count',
}

const filters = (search: PostSearch) => ({
  ...(search.q ? { q: search.q } : {}),
  ...(search.kind ? { kind: [search.kind] } : {}),
  ...(search.tag ? { tag: [search.tag] } : {}),
  ...(search.hub_id ? { hub_id: [search.hub_id] } : {}),
  ...(search.author_id ? { author_id: [search.author_id] } : {}),
  ...(search.innovation_id ? { innovation_id: [search.innovation_id] } : {}),
  ...(search.event_id ? { event_id: [search.event_id] } : {}),
  ...(search.answered ? { answered: false, kind: ['question' as const] } : {}),
  ...(search.mine ? { mine: true } : {}),
})

export const postListOptions = (search: PostSearch) => {
  const query = {
    limit: 20,
    ...filters(search),
    ...(search.sort ? { sort: sortOf[search.sort] } : {}),
  }
  return infiniteQueryOptions({
    queryKey: ['posts', 'list', query],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/posts', {
          params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
  })
}

export const usePostList = (search: PostSearch) =>
  useInfiniteQuery({ ...postListOptions(search), placeholderData: keepPreviousData })

/** How many there are of each kind and tag; the choice in one does not narrow it itself. */
export function usePostFacets(search: PostSearch) {
  const query = { limit: 1, facets: ['kind' as const, 'tag' as const], ...filters(search) }
  const { data } = useQuery({
    queryKey: ['posts', 'facets', query],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/posts', { params: { query: { ...query, count: true } }, signal })),
    placeholderData: keepPreviousData,
  })
  return {
    total: data?.total ?? undefined,
    facet: (name: 'kind' | 'tag') => data?.facets?.[name] ?? [],
  }
}

interface About {
  hub_id?: string
  innovation_id?: string
}

/** A few posts about a record: of a hub the most useful, of an innovation the newest. */
export const useRelated = (about: About) => {
  const query = {
    limit: 4,
    ...(about.hub_id ? { hub_id: [about.hub_id], sort: '-useful_count' as const } : {}),
    ...(about.innovation_id ? { innovation_id: [about.innovation_id] } : {}),
  }
  return useQuery({
    queryKey: ['posts', 'related', query],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/posts', { params: { query }, signal })),
  })
}
