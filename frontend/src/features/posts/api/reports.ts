import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Report } from '@/api/types'
import { unwrap } from '@/api/unwrap'

export const useReports = (state: 'open' | 'decided') => {
  const status = state === 'open' ? (['open'] as const) : (['upheld', 'dismissed'] as const)
  const query = { status: [...status], limit: 20 }
  return useInfiniteQuery({
    queryKey: ['reports', 'list', query],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/reports', {
          params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

interface Decision {
  status: 'upheld' | 'dismissed'
  answer?: string
}

export function useDecide({ id, version }: Report) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Decision) =>
      unwrap(
        api.PATCH('/api/v1/reports/{id}', {
          params: { path: { id }, header: ifMatch({ version }) },
          body,
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['reports'] }),
  })
}

interface Moderation {
  hidden: boolean
  note?: string
}

/** Hides the text that a report is about, or shows it again; whatever became of it since. */
export function useModerateReported({ record_type, record_id }: Report) {
  const client = useQueryClient()
  const params = { path: { id: record_id } }
  return useMutation({
    mutationFn: async ({ hidden, note }: Moderation) => {
      const why = note ? { note } : {}
      if (record_type === 'post') {
        const body = { to: hidden ? 'hidden' : 'published', ...why }
        await unwrap(api.POST('/api/v1/posts/{id}/transitions', { params, body }))
      } else {
        await unwrap(
          api.PUT('/api/v1/comments/{id}/moderation', { params, body: { hidden, ...why } }),
        )
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['posts'] }),
  })
}
