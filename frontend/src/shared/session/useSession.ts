import { useSyncExternalStore } from 'react'
import { session } from '@/api/session'

export const useSession = () => useSyncExternalStore(session.subscribe, session.get)

export function useUser() {
  const state = useSession()
  return state.status === 'signed-in' ? state.user : undefined
}
