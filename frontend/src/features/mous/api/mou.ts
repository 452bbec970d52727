import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'
import { wholeList } from '@/api/wholeList'

const by = (id: string) => ({ path: { id } })

/** Always asked anew: others comment, approve and sign while it is looked at. */
export const mouOptions = (id: string) =>
  queryOptions({
    queryKey: ['mous', 'one', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/mous/{id}', { params: by(id), signal })),
    staleTime: 0,
  })

export const mouTransitionsOptions = (id: string) =>
  queryOptions({
    queryKey: ['mous', 'transitions', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/mous/{id}/transitions', { params: by(id), signal })),
    staleTime: 0,
  })

export const useMou = (id: string) => useQuery(mouOptions(id))
export const useMouTransitions = (id: string) => useQuery(mouTransitionsOptions(id))

export const useMouRenewals = (id: string) =>
  useQuery({
    queryKey: ['mous', 'renewals', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/mous/{id}/renewals', { params: by(id), signal })),
  })

export const useMouComments = (id: string) =>
  useQuery({
    queryKey: ['mous', 'comments', id],
    queryFn: ({ signal }) =>
      wholeList((query) =>
        unwrap(api.GET('/api/v1/mous/{id}/comments', { params: { ...by(id), query }, signal })),
      ),
    staleTime: 0,
  })

export const useMouRevisions = (id: string) =>
  useQuery({
    queryKey: ['mous', 'revisions', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/mous/{id}/revisions', { params: by(id), signal })),
    staleTime: 0,
  })
