import type { SignedIn, User } from '../types'
import type { Channel } from './channel'
import type { Hint } from './hint'
import type { Lock } from './lock'
import { createRefresh } from './refresh'
import { createStore, signedIn, tokenOf } from './state'

export type { SessionState } from './state'

interface SessionDeps {
  hint: Hint
  lock: Lock
  channel: Channel
  fetch: (request: Request) => Promise<Response>
  origin: string
}

/** Renewed this long before it expires, so that no request of the visitor has to wait for it. */
const renewAhead = 60_000
const shortest = 5_000

export function createSession(deps: SessionDeps) {
  const { hint, channel, lock } = deps
  const store = createStore({ status: hint.read() === null ? 'anonymous' : 'restoring' })
  const post = (path: string) =>
    deps.fetch(new Request(deps.origin + path, { method: 'POST', credentials: 'same-origin' }))
  const refresh = createRefresh({ hint, channel, lock, store, post })
  let restored: Promise<void> = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | undefined

  channel.listen((message) => {
    if (message.type === 'signed-in') store.set(signedIn(message.answer, message.expiresAt))
    else store.set({ status: 'anonymous' })
  })
  store.subscribe(schedule)

  function schedule() {
    clearTimeout(timer)
    const state = store.get()
    if (state.status !== 'signed-in') return
    const wait = Math.max(state.expiresAt - Date.now() - renewAhead, shortest)
    timer = setTimeout(() => void refresh().catch(() => undefined), wait)
  }

  async function start() {
    const renewed = await refresh().catch(() => false)
    if (!renewed && store.get().status === 'restoring') store.set({ status: 'anonymous' })
  }

  // After the device slept the timer is late: do not send what would be refused.
  function hasExpired() {
    const state = store.get()
    return state.status === 'signed-in' && state.expiresAt <= Date.now()
  }

  function send(request: Request) {
    const token = tokenOf(store.get())
    if (token) request.headers.set('Authorization', `Bearer ${token}`)
    return deps.fetch(request)
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    refresh,

    /** Picks the session up again after a page load, if there was one. */
    restore() {
      if (store.get().status === 'restoring') restored = start()
      return restored
    },

    signIn(answer: SignedIn) {
      const expiresAt = Date.now() + answer.expires_in * 1000
      hint.write(String(Date.now()))
      store.set(signedIn(answer, expiresAt))
      channel.send({ type: 'signed-in', answer, expiresAt })
    },

    /** Forgets the session here and in the other tabs; the server is told separately. */
    forget() {
      hint.write(null)
      store.set({ status: 'anonymous' })
      channel.send({ type: 'signed-out' })
    },

    setUser(user: User) {
      const state = store.get()
      if (state.status === 'signed-in') store.set({ ...state, user })
    },

    /** fetch with the visitor's token; a refused token is renewed once and the request repeated. */
    async fetch(request: Request): Promise<Response> {
      await restored
      if (hasExpired() && !isAuth(request.url)) await refresh()
      const spare = request.clone()
      const sentWith = tokenOf(store.get())
      const response = await send(request)
      if (response.status !== 401 || !sentWith || isAuth(request.url)) return response
      const renewed = tokenOf(store.get()) !== sentWith || (await refresh())
      return renewed ? send(spare) : response
    },
  }
}

// A wrong password is no reason to renew anything.
const isAuth = (url: string) => new URL(url).pathname.startsWith('/api/v1/auth/')
