import { useEffect, useState, useSyncExternalStore } from 'react'
import type { User } from '@/api/types'
import { session } from '@/api/session'
import { newKey } from '@/shared/desk/newKey'
import { server } from '../api/server'
import { createAutosave, type Autosave } from '../model/autosave'
import type { Opened } from '../model/open'
import { keepOf } from './keepOf'

/** One draft for as long as its editor is on the screen. */
export function useAutosave(user: User, open: () => Opened) {
  const [draft] = useState(() =>
    createAutosave({ server, keep: keepOf(user), newKey, now: Date.now }, open()),
  )
  useSendingOccasions(draft, user.id)
  return [draft, useSyncExternalStore(draft.subscribe, draft.get)] as const
}

/** The line is back, the person signed in again, the phone is put away: send what waits. */
function useSendingOccasions(draft: Autosave, userId: string) {
  useEffect(() => {
    const send = () => void draft.flush()
    const wake = () => void draft.wake()
    const leave = () => {
      if (document.visibilityState === 'hidden') send()
    }
    const unsubscribe = session.subscribe(() => {
      const now = session.get()
      const back = now.status === 'signed-in' && now.user.id === userId
      if (back && draft.get().phase === 'signed-out') send()
    })
    window.addEventListener('online', wake)
    document.addEventListener('visibilitychange', leave)
    // What this device kept from last time.
    if (draft.get().restored) send()
    return () => {
      unsubscribe()
      window.removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', leave)
      send()
    }
  }, [draft, userId])
}
