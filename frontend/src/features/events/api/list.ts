import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import { api } from '@/api/client'
import type { EventSummary } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import { firstInstant, nextMonth, thisMonth, today } from '../model/days'
import type { EventSearch } from './search'

/** With what is only planned, for those who may see it; what was cancelled is asked for by name. */
const usual = ['planned', 'open', 'held', 'closed'] as const

const filters = ({ q, kind, status, institution }: EventSearch) => ({
  status: status ? [status] : [...usual],
  ...(q ? { q } : {}),
  ...(kind ? { kind: [kind] } : {}),
  ...(institution ? { institution_id: institution } : {}),
})

/** Whole days: the list that Back returns to is the list that was left. */
const period = ({ when }: EventSearch) =>
  when === 'past'
    ? { to: firstInstant(today()), sort: '-starts_at' as const }
    : { from: firstInstant(today()), sort: 'starts_at' as const }

export const eventListOptions = (search: EventSearch) => {
  const query = { ...filters(search), ...period(search), limit: 20 }
  return infiniteQueryOptions({
    queryKey: ['events', 'list', query],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/events', {
          params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
  })
}

export const useEventList = (search: EventSearch) =>
  useInfiniteQuery({ ...eventListOptions(search), placeholderData: keepPreviousData })

export const eventMonthOptions = (search: EventSearch) => {
  const month = search.month ?? thisMonth()
  const query = {
    ...filters(search),
    from: firstInstant(`${month}-01`),
    to: firstInstant(`${nextMonth(month, 1)}-01`),
    sort: 'starts_at' as const,
    limit: 100,
  }
  return queryOptions({
    queryKey: ['events', 'month', query],
    queryFn: async ({ signal }) => {
      const found: EventSummary[] = []
      let cursor: string | undefined
      do {
        const params = { query: { ...query, ...(cursor ? { cursor } : {}) } }
        const page = await unwrap(api.GET('/api/v1/events', { params, signal }))
        found.push(...page.items)
        cursor = page.next_cursor ?? undefined
      } while (cursor)
      return found
    },
  })
}

export const useEventMonth = (search: EventSearch) =>
  useQuery({ ...eventMonthOptions(search), placeholderData: keepPreviousData })
