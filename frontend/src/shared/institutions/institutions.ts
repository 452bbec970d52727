import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Institution } from '@/api/types'
import { unwrap } from '@/api/unwrap'

const hour = 3_600_000

async function all(signal: AbortSignal) {
  const found: Institution[] = []
  let cursor: string | undefined
  do {
    const query = { sort: 'name' as const, limit: 100, ...(cursor ? { cursor } : {}) }
    const page = await unwrap(api.GET('/api/v1/institutions', { params: { query }, signal }))
    found.push(...page.items)
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  return found
}

/** Every institution by name, to choose from: a few hundred at most. */
const institutionsOptions = queryOptions({
  queryKey: ['institutions', 'all'],
  queryFn: ({ signal }) => all(signal),
  staleTime: hour,
})

export const useInstitutions = () => useQuery(institutionsOptions)
