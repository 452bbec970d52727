import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Hub } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import { columns } from '../model/board'

async function all(signal: AbortSignal) {
  const found: Hub[] = []
  let cursor: string | undefined
  do {
    const query = { status: [...columns], limit: 100, ...(cursor ? { cursor } : {}) }
    const page = await unwrap(api.GET('/api/v1/hubs', { params: { query }, signal }))
    found.push(...page.items)
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  return found
}

/** Every hub that the caller may see, but for those that are closed. */
const boardOptions = queryOptions({
  queryKey: ['hubs', 'board'],
  queryFn: ({ signal }) => all(signal),
})

export const useBoard = () => useQuery(boardOptions)
