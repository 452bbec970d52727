import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { components } from '@/api/schema'
import { unwrap } from '@/api/unwrap'

export type SavedSearch = components['schemas']['SavedSearch']
type Body = components['schemas']['SavedSearchBody']

const key = ['saved-searches']

export const useSavedSearches = (signedIn: boolean) =>
  useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/saved-searches', { params: { query: { limit: 100 } }, signal })),
    enabled: signedIn,
    select: ({ items }) => items,
  })

function useRefresh() {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: key }),
      client.invalidateQueries({ queryKey: ['subscriptions'] }),
    ])
}

/** Saves a search and, when that is wanted, has its owner hear of what is new in it. */
export function useSave() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async ({ body, follow }: { body: Body; follow: boolean }) => {
      const saved = await unwrap(api.POST('/api/v1/saved-searches', { body }))
      if (!follow) return
      const target = { type: 'saved_search' as const, target: saved.id }
      await unwrap(api.POST('/api/v1/subscriptions', { body: target }))
    },
    onSettled: refresh,
  })
}

export function useForget() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, version }: SavedSearch) =>
      unwrap(
        api.DELETE('/api/v1/saved-searches/{id}', {
          params: { path: { id }, header: { 'If-Match': `"${version}"` } },
        }),
      ),
    onSettled: refresh,
  })
}
