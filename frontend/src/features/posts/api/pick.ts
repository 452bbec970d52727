import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'

interface Found {
  id: string
  title: string
}

/** Published innovations by some words of them. */
export const useFindInnovations = (q: string) =>
  useQuery<Found[]>({
    queryKey: ['innovations', 'for posts', q],
    queryFn: q
      ? async ({ signal }) => {
          const query = { q, limit: 8, status: ['published' as const] }
          const page = await unwrap(api.GET('/api/v1/innovations', { params: { query }, signal }))
          return page.items.map(({ id, title }) => ({ id, title }))
        }
      : skipToken,
    placeholderData: keepPreviousData,
  })

/** Public events by some words of them. */
export const useFindEvents = (q: string) =>
  useQuery<Found[]>({
    queryKey: ['events', 'for posts', q],
    queryFn: q
      ? async ({ signal }) => {
          const query = {
            q,
            limit: 8,
            status: ['open' as const, 'held' as const, 'closed' as const],
          }
          const page = await unwrap(api.GET('/api/v1/events', { params: { query }, signal }))
          return page.items.map(({ id, title }) => ({ id, title }))
        }
      : skipToken,
    placeholderData: keepPreviousData,
  })

/** What a new post is about, out of its address. */
export const useNamed = ({ innovation, event }: { innovation?: string; event?: string }) =>
  useQuery({
    queryKey: ['posts', 'about', innovation, event],
    queryFn: async () => {
      const [one, other] = await Promise.all([
        innovation
          ? unwrap(api.GET('/api/v1/innovations/{id}', { params: { path: { id: innovation } } }))
          : undefined,
        event
          ? unwrap(api.GET('/api/v1/events/{id}', { params: { path: { id: event } } }))
          : undefined,
      ])
      const short = (record: Found | undefined) =>
        record ? [{ id: record.id, title: record.title }] : []
      return { innovations: short(one), events: short(other) }
    },
  })
