import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'

export const overviewOptions = queryOptions({
  queryKey: ['stats', 'overview'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/stats/overview', { signal })),
})

export const useOverview = () => useQuery(overviewOptions)
