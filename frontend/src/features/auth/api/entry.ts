import { useMutation } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'

export interface EntryForm {
  token: string
  name: string
  password: string
}

/** An invitation becomes an account; nobody is signed in by it. */
export const useAcceptInvitation = () =>
  useMutation({
    mutationFn: (body: EntryForm) => unwrap(api.POST('/api/v1/invitations/accept', { body })),
  })

export const useNewPassword = () =>
  useMutation({
    mutationFn: ({ token, password }: EntryForm) =>
      unwrap(api.POST('/api/v1/auth/password-reset/confirm', { body: { token, password } })),
  })
