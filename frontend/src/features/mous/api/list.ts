import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import { api } from '@/api/client'
import type { MouStatus } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import { plusDays, todayInJakarta } from '../model/days'
import type { MouSearch, Period } from './search'

/** Reminders begin so many days before the end. */
const soon = 180

function ends(period: Period | undefined) {
  const today = todayInJakarta()
  if (period === 'soon') return { ends_from: today, ends_to: plusDays(today, soon) }
  if (period === 'later') return { ends_from: plusDays(today, soon + 1) }
  return period === 'past' ? { ends_to: plusDays(today, -1) } : {}
}

export const mouListOptions = (search: MouSearch) => {
  const { q, status, institution, sort } = search
  const query = {
    limit: 20,
    sort: sort === 'ending' ? ('ends_on' as const) : ('-created_at' as const),
    ...(q ? { q } : {}),
    ...(status ? { status: [status] } : {}),
    ...(institution ? { institution_id: institution } : {}),
    ...ends(search.ends),
  }
  return infiniteQueryOptions({
    queryKey: ['mous', 'list', query],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/mous', {
          params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
  })
}

export const useMouList = (search: MouSearch) =>
  useInfiniteQuery({ ...mouListOptions(search), placeholderData: keepPreviousData })

/** The MoUs of a hub in these statuses, the newest first. */
export const useMousOfHub = (hub: string, status: readonly MouStatus[]) =>
  useQuery({
    queryKey: ['mous', 'hub', hub, status],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/mous', {
          params: { query: { hub_id: hub, status: [...status], limit: 50 } },
          signal,
        }),
      ),
  })
