import { oneOf } from '@/shared/url/search'

/** The records that have a page, by the first word of its address. */
export const slugged = ['innovations', 'hubs', 'institutions', 'posts'] as const
const collections = [...slugged, 'events', 'mous'] as const
export type Collection = (typeof collections)[number]

/** What somebody pasted to name a record: an id, or a handle with the collections to look in. */
export type Place = { id: string } | { handle: string; among: readonly Collection[] }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
export const isId = (text: string) => uuid.test(text)

export function placeOf(pasted: string, type: string | undefined): Place | undefined {
  const [first = '', second] = pathOf(pasted)
  const handle = second ?? first
  if (isId(handle)) return { id: handle.toLowerCase() }
  if (handle === '') return undefined
  const named = oneOf(second === undefined ? type && `${type}s` : first, collections)
  if (named) return { handle, among: [named] }
  return second === undefined && !type ? { handle, among: slugged } : undefined
}

/** The words of the path, whether the whole address was pasted or its end alone. */
const pathOf = (pasted: string) =>
  pasted
    .replace(/^https?:\/\/[^/]*/i, '')
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((part) => part !== '')
