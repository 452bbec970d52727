import { useMutation } from '@tanstack/react-query'
import { api } from '@/api/client'
import { session } from '@/api/session'
import { unwrap } from '@/api/unwrap'

interface Credentials {
  email: string
  password: string
}

export const useLogin = () =>
  useMutation({
    mutationFn: (body: Credentials) => unwrap(api.POST('/api/v1/auth/login', { body })),
    onSuccess: (answer) => session.signIn(answer),
  })
