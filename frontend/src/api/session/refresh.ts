import type { SignedIn } from '../types'
import type { Channel } from './channel'
import type { Hint } from './hint'
import type { Lock } from './lock'
import { signedIn, tokenOf, type Store } from './state'

export interface RefreshDeps {
  hint: Hint
  lock: Lock
  channel: Channel
  store: Store
  post: (path: string) => Promise<Response>
}

/** How long a tab waits for the token that another tab says it has just got. */
const broadcastPatience = 500

/** Renews the access token; however many ask, in however many tabs, one request goes out at a time. */
export function createRefresh({ hint, lock, channel, store, post }: RefreshDeps) {
  let running: Promise<boolean> | undefined

  return function refresh(): Promise<boolean> {
    running ??= start().finally(() => (running = undefined))
    return running
  }

  function start() {
    const before = { token: tokenOf(store.get()), hint: hint.read() }
    return lock(async () => {
      const renewedElsewhere = hint.read() !== before.hint
      if (renewedElsewhere && (await tokenOtherThan(before.token))) return true
      if (hint.read() === null) return false
      return renew()
    })
  }

  // The lock may be granted a little before the other tab's message arrives.
  function tokenOtherThan(old: string | undefined) {
    const arrived = () => (tokenOf(store.get()) ?? old) !== old
    if (arrived() || hint.read() === null) return Promise.resolve(arrived())
    return new Promise<boolean>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        unsubscribe()
        resolve(arrived())
      }
      const timer = setTimeout(done, broadcastPatience)
      const unsubscribe = store.subscribe(done)
    })
  }

  async function renew() {
    const response = await post('/api/v1/auth/refresh')
    if (response.status === 401) {
      end()
      return false
    }
    // A busy or broken server does not end the session: the next request tries again.
    if (!response.ok) return false
    begin((await response.json()) as SignedIn)
    return true
  }

  function begin(answer: SignedIn) {
    const now = Date.now()
    const expiresAt = now + answer.expires_in * 1000
    hint.write(String(now))
    store.set(signedIn(answer, expiresAt))
    channel.send({ type: 'signed-in', answer, expiresAt })
  }

  function end() {
    hint.write(null)
    store.set({ status: 'anonymous' })
    channel.send({ type: 'signed-out' })
  }
}
