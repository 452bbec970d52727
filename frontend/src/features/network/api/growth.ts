import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Event, Hub } from '@/api/types'
import { unwrap } from '@/api/unwrap'

async function hubs(signal: AbortSignal) {
  const found: Hub[] = []
  let cursor: string | undefined
  do {
    const query = { limit: 100, ...(cursor ? { cursor } : {}) }
    const page = await unwrap(api.GET('/api/v1/hubs', { params: { query }, signal }))
    found.push(...page.items)
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  return found
}

/** The figures of the overview have neither years nor kinds: the participants of each event do. */
async function events(signal: AbortSignal): Promise<Event[]> {
  const query = { hub_formation: true, limit: 100 }
  const { items } = await unwrap(api.GET('/api/v1/events', { params: { query }, signal }))
  return Promise.all(
    items.map(({ id }) =>
      unwrap(api.GET('/api/v1/events/{id}', { params: { path: { id } }, signal })),
    ),
  )
}

export const growthOptions = queryOptions({
  queryKey: ['stats', 'growth'],
  queryFn: async ({ signal }) => {
    const [ofEvents, ofHubs] = await Promise.all([events(signal), hubs(signal)])
    return { events: ofEvents, hubs: ofHubs }
  },
})

export const useGrowth = () => useQuery(growthOptions)
