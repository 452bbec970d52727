import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { isProblem } from '@/api/problem'
import { unwrap } from '@/api/unwrap'
import { isId, placeOf, type Collection } from '../model/place'

/** An id, or why there is none. */
export type Found = { id: string } | { fault: 'nobody' | 'several' | 'nothing' }

const askUsers = (q: string, signal: AbortSignal) =>
  unwrap(api.GET('/api/v1/users', { params: { query: { q, sort: 'name', limit: 20 } }, signal }))

/** People to choose from while a name is typed. */
export const usePeople = (q: string) =>
  useQuery({
    queryKey: ['users', 'found', q],
    queryFn: ({ signal }) => askUsers(q, signal),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  })

async function findActor(text: string, signal: AbortSignal): Promise<Found> {
  if (isId(text)) return { id: text }
  const { items } = await askUsers(text, signal)
  const exact = items.find(({ email }) => email.toLowerCase() === text.toLowerCase())
  const found = exact ?? items[0]
  if (!found) return { fault: 'nobody' }
  return exact || items.length === 1 ? { id: found.id } : { fault: 'several' }
}

const ask: Record<Collection, (id: string, signal: AbortSignal) => Promise<{ id: string }>> = {
  innovations: (id, signal) =>
    unwrap(api.GET('/api/v1/innovations/{id}', { params: { path: { id } }, signal })),
  hubs: (id, signal) => unwrap(api.GET('/api/v1/hubs/{id}', { params: { path: { id } }, signal })),
  institutions: (id, signal) =>
    unwrap(api.GET('/api/v1/institutions/{id}', { params: { path: { id } }, signal })),
  posts: (id, signal) =>
    unwrap(api.GET('/api/v1/posts/{id}', { params: { path: { id } }, signal })),
  events: (id, signal) =>
    unwrap(api.GET('/api/v1/events/{id}', { params: { path: { id } }, signal })),
  mous: (id, signal) => unwrap(api.GET('/api/v1/mous/{id}', { params: { path: { id } }, signal })),
}

async function findRecord(
  text: string,
  type: string | undefined,
  signal: AbortSignal,
): Promise<Found> {
  const place = placeOf(text, type)
  if (!place) return { fault: 'nothing' }
  if ('id' in place) return place
  for (const collection of place.among) {
    try {
      return { id: (await ask[collection](place.handle, signal)).id }
    } catch (error) {
      // Events and MoUs have no slugs: what cannot be an id they refuse.
      if (!isProblem(error, 404) && !isProblem(error, 400)) throw error
    }
  }
  return { fault: 'nothing' }
}

const nothingAsked: Found = { id: '' }

/** Without text there is nothing to find, and nothing in the way. */
const findOptions = (key: string[], text: string, find: (signal: AbortSignal) => Promise<Found>) =>
  queryOptions({
    queryKey: ['audit', 'find', ...key],
    queryFn: ({ signal }) => (text === '' ? nothingAsked : find(signal)),
  })

export const useActor = (text = '') =>
  useQuery(findOptions(['actor', text], text, (signal) => findActor(text, signal)))

export const useRecordOf = (text = '', type?: string) =>
  useQuery(
    findOptions(['record', text, type ?? ''], text, (signal) => findRecord(text, type, signal)),
  )
