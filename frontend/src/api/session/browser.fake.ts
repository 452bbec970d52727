import { vi } from 'vitest'
import type { Channel, Message } from './channel'
import type { Hint } from './hint'
import type { Lock } from './lock'
import { createSession } from './session'

const origin = 'https://jipp.example'

/** A browser with tabs: what they share (cookie, storage, lock, channel) and the server they ask. */
export function fakeBrowser({ signedIn = true } = {}) {
  const tabs: ((message: Message) => void)[] = []
  let cookie = signedIn
  let stored: string | null = signedIn ? '1' : null
  let queue: Promise<unknown> = Promise.resolve()
  let issued = 0
  let valid = ''
  let refreshing = 0
  const requests: string[] = []
  const server = { down: false, mostAtOnce: 0, revoke: () => (valid = '') }

  const hint: Hint = {
    read: () => stored,
    write: (value) => {
      stored = value
    },
  }

  const lock: Lock = (work) => {
    const result = queue.then(work)
    queue = result.catch(() => undefined)
    return result
  }

  const answer = () => {
    issued += 1
    valid = `token-${issued}`
    return { access_token: valid, token_type: 'Bearer', expires_in: 600, user: { id: 'u1' } }
  }

  async function fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    requests.push(pathname)
    if (server.down) throw new TypeError('Failed to fetch')
    if (pathname === '/api/v1/auth/refresh') {
      refreshing += 1
      server.mostAtOnce = Math.max(server.mostAtOnce, refreshing)
      await new Promise((resolve) => setTimeout(resolve, 20))
      refreshing -= 1
      return cookie ? Response.json(answer()) : new Response(null, { status: 401 })
    }
    const token = request.headers.get('Authorization')?.replace('Bearer ', '')
    return new Response(token, { status: token === undefined || token === valid ? 200 : 401 })
  }

  function openTab() {
    const mine = tabs.length
    const channel: Channel = {
      // Messages arrive a little later, as in a real browser.
      send: (message) => {
        setTimeout(() => tabs.forEach((listen, tab) => tab !== mine && listen(message)), 5)
      },
      listen: (listener) => {
        tabs[mine] = listener
      },
    }
    return createSession({ hint, lock, channel, fetch, origin })
  }

  return {
    openTab,
    server,
    hint,
    answer,
    get: (path: string) => new Request(origin + path),
    refreshes: () => requests.filter((path) => path.endsWith('/auth/refresh')).length,
    requests,
    signOutOnServer: () => {
      cookie = false
      valid = ''
    },
    settle: () => vi.advanceTimersByTimeAsync(1000),
  }
}
