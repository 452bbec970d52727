import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { HubTransitions } from '@/api/types'
import { unwrap } from '@/api/unwrap'

const by = (id: string) => ({ path: { id } })

export const hubOptions = (id: string) =>
  queryOptions({
    queryKey: ['hubs', 'one', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/hubs/{id}', { params: by(id), signal })),
  })

export const hubStatsOptions = (id: string) =>
  queryOptions({
    queryKey: ['hubs', 'stats', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/hubs/{id}/stats', { params: by(id), signal })),
  })

export const hubTransitionsOptions = (id: string) =>
  queryOptions({
    queryKey: ['hubs', 'transitions', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/hubs/{id}/transitions', { params: by(id), signal })),
  })

export const useHub = (id: string) => useQuery(hubOptions(id))
export const useHubStats = (id: string) => useQuery(hubStatsOptions(id))
export const useHubTransitions = (id: string) => useQuery(hubTransitionsOptions(id))

const titleOptions = (id: string) =>
  queryOptions({
    queryKey: ['events', 'title', id],
    queryFn: async ({ signal }) => {
      const event = await unwrap(api.GET('/api/v1/events/{id}', { params: by(id), signal }))
      return [id, event.title] as const
    },
  })

/** What the events are called in which a hub moved: nearly always the one that formed it. */
export const useEventTitles = (steps: HubTransitions['items']) =>
  useQueries({
    queries: [...new Set(steps.flatMap((step) => step.event_id ?? []))].map(titleOptions),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [data] : []))),
  })
