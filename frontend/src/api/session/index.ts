import { browserHint } from './hint'
import { createSession } from './session'
import { browserLock } from './lock'
import { browserChannel } from './channel'

/** The visitor's session, shared by all tabs of this browser. */
export const session = createSession({
  hint: browserHint,
  lock: browserLock,
  channel: browserChannel(),
  fetch: (request) => globalThis.fetch(request),
  origin: window.location.origin,
})

export type { SessionState } from './session'
