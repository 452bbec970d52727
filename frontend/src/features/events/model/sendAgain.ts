import { isProblem } from '@/api/problem'
import type { Event } from '@/api/types'

interface Sending<T> {
  event: Event
  send: (event: { version: number }) => Promise<T>
  /** The event as it is now. */
  read: () => Promise<Event>
  /** Whether what is to be changed is still as it was seen. */
  unchanged: (event: Event) => boolean
}

const tries = 4

/**
 * All parts of an event share its version. When another part of it changed, this one goes again by
 * itself; only when this very part changed does somebody have to look (412).
 */
export async function sendAgain<T>({ event, send, read, unchanged }: Sending<T>): Promise<T> {
  let seen = event
  for (let left = tries; ; left -= 1) {
    try {
      return await send(seen)
    } catch (error) {
      if (!isProblem(error, 412)) throw error
      seen = await read()
      if (left <= 1 || !unchanged(seen)) throw error
    }
  }
}
