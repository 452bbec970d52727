import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import { isProblem } from '@/api/problem'
import type { Innovation, Status } from '@/api/types'
import { unwrap } from '@/api/unwrap'

/** The same record as on its public page, always asked anew: work needs the latest. */
export const recordOptions = (id: string) =>
  queryOptions({
    queryKey: ['innovations', 'one', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/innovations/{id}', { params: { path: { id } }, signal })),
    staleTime: 0,
  })

export const useRecord = (id: string) => useQuery(recordOptions(id))

export const transitionsOptions = (id: string) =>
  queryOptions({
    queryKey: ['innovations', 'transitions', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/innovations/{id}/transitions', { params: { path: { id } }, signal })),
    staleTime: 0,
  })

export const reviewsOptions = (id: string) =>
  queryOptions({
    queryKey: ['innovations', 'reviews', id],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/innovations/{id}/reviews', {
          params: { path: { id } },
          signal,
        }),
      ),
    staleTime: 0,
  })

interface Step {
  to: Status
  note?: string
}

/** Takes a record to its next status; what it was read as must still be what it is. */
export function useTransition({ id, version }: Pick<Innovation, 'id' | 'version'>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ to, note }: Step) =>
      unwrap(
        api.POST('/api/v1/innovations/{id}/transitions', {
          params: { path: { id } },
          headers: ifMatch({ version }),
          body: { to, ...(note ? { note } : {}) },
        }),
      ),
    // Lists and counts follow; after a clash the page shows what is there now.
    onSettled: () => client.invalidateQueries({ queryKey: ['innovations'] }),
  })
}

/** The rules that a refused transition says are not met. */
export const missingGuards = (error: unknown) =>
  isProblem(error) && error.slug === 'guard-not-met' ? (error.document.missing ?? []) : []
