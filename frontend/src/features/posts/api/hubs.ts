import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'

/** All hubs by name, to choose one of. */
export const useHubs = (wanted = true) =>
  useQuery({
    queryKey: ['hubs', 'for posts'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/hubs', { params: { query: { limit: 100, sort: 'name' } }, signal })),
    enabled: wanted,
  })
