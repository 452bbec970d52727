import type { SignedIn, User } from '../types'

export type SessionState =
  | { status: 'anonymous' }
  | { status: 'restoring' }
  | { status: 'signed-in'; token: string; expiresAt: number; user: User }

export const signedIn = (answer: SignedIn, expiresAt: number): SessionState => ({
  status: 'signed-in',
  token: answer.access_token,
  expiresAt,
  user: answer.user,
})

export const tokenOf = (state: SessionState) =>
  state.status === 'signed-in' ? state.token : undefined

/** An observable value: what the page shows follows it. */
export function createStore(initial: SessionState) {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set: (next: SessionState) => {
      state = next
      listeners.forEach((listener) => listener())
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
export type Store = ReturnType<typeof createStore>
