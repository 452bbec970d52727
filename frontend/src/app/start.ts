import { session } from '@/api/session'
import { chosenLocale, showLocale, subscribe } from '@/shared/i18n/locale'
import { inServerWords } from '@/shared/ui/explain'
import { queryClient } from './queryClient'

/** What must be known before the first render; the session comes along on its own. */
export async function start() {
  followSession()
  void session.restore()
  await showLocale(chosenLocale() ?? 'id')
  subscribe(askAgain)
}

/** What the server refused it explained in the language of before. */
function askAgain() {
  void queryClient.refetchQueries({
    type: 'active',
    predicate: ({ state }) => inServerWords(state.error),
  })
}

function followSession() {
  let before = session.get()
  session.subscribe(() => {
    const now = session.get()
    const sameUser = userId(before) === userId(now)
    // Requests wait for a restored session, so what is loaded then is right already.
    const restored = before.status === 'restoring'
    before = now
    if (now.status === 'signed-in' && !chosenLocale()) void showLocale(now.user.locale)
    // What one person may see must not be left on the screen for the next.
    if (!sameUser && !restored) void queryClient.resetQueries()
  })
}

const userId = (state: ReturnType<typeof session.get>) =>
  state.status === 'signed-in' ? state.user.id : undefined
