import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { paths } from '@/api/schema'
import { unwrap } from '@/api/unwrap'

type Query = NonNullable<paths['/api/v1/innovations']['get']['parameters']['query']>

export interface ShelfFilter {
  hubId?: string
  institutionId?: string
  mine?: boolean
}

/** A handful of innovations for a page about something else. */
export const shelfOptions = ({ hubId, institutionId, mine }: ShelfFilter = {}) => {
  const query = {
    sort: mine ? '-updated_at' : '-published_at',
    limit: 6,
    ...(hubId ? { hub_id: [hubId] } : {}),
    ...(institutionId ? { institution_id: [institutionId] } : {}),
    ...(mine ? { mine: true } : {}),
  } as Query
  return queryOptions({
    queryKey: ['innovations', 'shelf', query],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/innovations', { params: { query }, signal })),
  })
}

export const useShelf = (filter: ShelfFilter = {}) => useQuery(shelfOptions(filter))
