import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Status } from '@/api/types'
import { unwrap } from '@/api/unwrap'

const unfinished: Status[] = ['draft', 'submitted', 'in_review', 'revision_requested', 'rejected']

/** Own innovations that are not finished, in every status. */
export const ownOptions = queryOptions({
  queryKey: ['innovations', 'work', 'own'],
  queryFn: ({ signal }) =>
    unwrap(
      api.GET('/api/v1/innovations', {
        params: { query: { mine: true, sort: '-updated_at', limit: 100, status: unfinished } },
        signal,
      }),
    ),
  staleTime: 0,
  refetchOnWindowFocus: true,
})

/** Those of the home institution that the server shows: a manager sees all of them, the longest wait first. */
export const homeOptions = (code: string) =>
  queryOptions({
    queryKey: ['innovations', 'work', 'home', code],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/innovations', {
          params: {
            query: { institution_id: [code], status: unfinished, sort: 'updated_at', limit: 100 },
          },
          signal,
        }),
      ),
    staleTime: 0,
    refetchOnWindowFocus: true,
  })

/** What reviewers may take or have taken, the longest wait first. */
export const submittedOptions = queryOptions({
  queryKey: ['innovations', 'work', 'submitted'],
  queryFn: ({ signal }) =>
    unwrap(
      api.GET('/api/v1/innovations', {
        params: {
          query: { status: ['submitted', 'in_review'], sort: 'updated_at', limit: 10, count: true },
        },
        signal,
      }),
    ),
  staleTime: 0,
  refetchOnWindowFocus: true,
})

export const pendingOptions = queryOptions({
  queryKey: ['invitations', 'pending'],
  queryFn: ({ signal }) =>
    unwrap(
      api.GET('/api/v1/invitations', {
        params: { query: { status: ['pending'], limit: 20 } },
        signal,
      }),
    ),
  staleTime: 0,
  refetchOnWindowFocus: true,
})

export const institutionOptions = (code: string) =>
  queryOptions({
    queryKey: ['institutions', 'one', code],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/institutions/{id}', { params: { path: { id: code } }, signal })),
  })

export const useOwn = (enabled: boolean) => useQuery({ ...ownOptions, enabled })
export const useHome = (code = '', enabled: boolean) =>
  useQuery({ ...homeOptions(code), enabled: enabled && code !== '' })
export const useSubmitted = (enabled: boolean) => useQuery({ ...submittedOptions, enabled })
export const usePending = (enabled: boolean) => useQuery({ ...pendingOptions, enabled })
export const useInstitution = (code: string) => useQuery(institutionOptions(code))
