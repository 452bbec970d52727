import type { User } from '@/api/types'
import { keepFor } from '../model/keep'

const nowhere = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }

/** The storage of this browser, where it lets us. */
export function keepOf(user: User) {
  try {
    return keepFor(user.id, window.localStorage)
  } catch {
    return keepFor(user.id, nowhere)
  }
}
