import type { User } from '@/api/types'
import { newKey } from '@/shared/desk/newKey'
import { keepFor } from '../model/keep'

const nowhere = {
  length: 0,
  key: () => null,
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
}

/** This page, until it is loaded anew. */
const page = newKey()

/** The storage of this browser, where it lets us. */
export function keepOf(user: User) {
  try {
    return keepFor(user.id, window.localStorage, page)
  } catch {
    return keepFor(user.id, nowhere, page)
  }
}
