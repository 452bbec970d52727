import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'

const by = (id: string) => ({ path: { id } })

/** Always asked anew: others answer, arrive and decide while it is looked at. */
export const eventOptions = (id: string) =>
  queryOptions({
    queryKey: ['events', 'one', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/events/{id}', { params: by(id), signal })),
    staleTime: 0,
  })

export const eventTransitionsOptions = (id: string) =>
  queryOptions({
    queryKey: ['events', 'transitions', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/events/{id}/transitions', { params: by(id), signal })),
    staleTime: 0,
  })

export const useEvent = (id: string) => useQuery(eventOptions(id))
export const useEventTransitions = (id: string) => useQuery(eventTransitionsOptions(id))
