import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { session } from '@/api/session'
import { unwrap } from '@/api/unwrap'

/** What a link invites to; asked once, since accepting uses the link up. */
export const useReceivedInvitation = (token: string, enabled: boolean) =>
  useQuery({
    queryKey: ['received-invitation', token],
    queryFn: () => unwrap(api.POST('/api/v1/invitations/lookup', { body: { token } })),
    staleTime: Infinity,
    refetchOnReconnect: false,
    enabled,
  })

interface Acceptance {
  token: string
  name: string
  password: string
}

/** An invitation becomes an account, which is signed in at once; whether that went well. */
export const useAcceptInvitation = () =>
  useMutation({
    mutationFn: async (body: Acceptance) => {
      const { email } = await unwrap(api.POST('/api/v1/invitations/accept', { body }))
      return await signIn(email, body.password)
    },
  })

async function signIn(email: string, password: string) {
  try {
    session.signIn(await unwrap(api.POST('/api/v1/auth/login', { body: { email, password } })))
    return true
  } catch {
    return false
  }
}

export const useNewPassword = () =>
  useMutation({
    mutationFn: (body: { token: string; password: string }) =>
      unwrap(api.POST('/api/v1/auth/password-reset/confirm', { body })),
  })
