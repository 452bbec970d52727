import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'

export const innovationOptions = (id: string) =>
  queryOptions({
    queryKey: ['innovations', 'one', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/innovations/{id}', { params: { path: { id } }, signal })),
  })

export const useInnovation = (id: string) => useQuery(innovationOptions(id))
