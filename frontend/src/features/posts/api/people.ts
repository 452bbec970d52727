import { skipToken, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'

/** Whom a text can mention, by some words of the name. */
export const useMentionable = (q: string | undefined) =>
  useQuery({
    queryKey: ['mentionable', q],
    queryFn: q
      ? ({ signal }) => unwrap(api.GET('/api/v1/mentionable', { params: { query: { q } }, signal }))
      : skipToken,
  })
