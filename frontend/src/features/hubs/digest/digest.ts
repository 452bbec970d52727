import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'
import { compact, text } from '@/shared/url/search'

export interface DigestSearch {
  year?: string
}

/** The year of the address, when it is one. */
export const readDigestSearch = (raw: Record<string, unknown>): DigestSearch => {
  const year = text(raw.year, 4)
  return compact<DigestSearch>({
    year: year && /^(19[5-9]|20)\d{1,2}$/.test(year) ? year : undefined,
  })
}

const digestOptions = (id: string, year: number | undefined) =>
  queryOptions({
    queryKey: ['hubs', 'digest', id, year],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/hubs/{id}/digest', {
          params: { path: { id }, query: year ? { year } : {} },
          signal,
        }),
      ),
  })

export const useDigest = (id: string, year: number | undefined) => useQuery(digestOptions(id, year))
