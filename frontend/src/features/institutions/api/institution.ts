import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'

export const institutionOptions = (id: string) =>
  queryOptions({
    queryKey: ['institutions', 'one', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/institutions/{id}', { params: { path: { id } }, signal })),
  })

export const useInstitution = (id: string) => useQuery(institutionOptions(id))
