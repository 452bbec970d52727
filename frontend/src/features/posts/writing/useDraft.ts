import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { session } from '@/api/session'
import type { Post } from '@/api/types'
import { keptFor } from '@/shared/session/kept'
import { newKey } from '@/shared/desk/newKey'
import { server } from '../api/server'
import { createAutosave, type Autosave, type Kept } from '../model/autosave'
import type { PostForm } from '../model/form'

/** One draft for as long as its editor is on the screen. */
export function useDraft(userId: string, start: { form: PostForm; post?: Post | undefined }) {
  const client = useQueryClient()
  const [draft] = useState(() =>
    createAutosave(
      {
        ...server,
        keep: (id) => keptFor<Kept>(userId, `post.${id ?? 'new'}`, localStorage),
        newKey,
        now: Date.now,
      },
      start,
    ),
  )
  useSendingOccasions(draft, userId)
  // Pages and lists show what was written.
  useEffect(() => () => void client.invalidateQueries({ queryKey: ['posts'] }), [client])
  return [draft, useSyncExternalStore(draft.subscribe, draft.get)] as const
}

/** The line or the session comes back, or the phone is put away: send what waits. */
function useSendingOccasions(draft: Autosave, userId: string) {
  useEffect(() => {
    const send = () => {
      if (draft.sends()) void draft.flush()
    }
    const leave = () => {
      if (document.visibilityState === 'hidden') send()
    }
    const unsubscribe = session.subscribe(() => {
      const now = session.get()
      const back = now.status === 'signed-in' && now.user.id === userId
      if (back && draft.get().phase === 'signed-out') void draft.flush()
    })
    window.addEventListener('online', send)
    document.addEventListener('visibilitychange', leave)
    // What this device kept from last time.
    if (draft.get().restored) send()
    return () => {
      unsubscribe()
      window.removeEventListener('online', send)
      document.removeEventListener('visibilitychange', leave)
      send()
      draft.stop()
    }
  }, [draft, userId])
}
