import { useMutation } from '@tanstack/react-query'
import { api } from '@/api/client'
import { session } from '@/api/session'
import { unwrap } from '@/api/unwrap'
import { forgetJudging } from '@/shared/session/kept'

export const useLogout = () =>
  useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/auth/logout')),
    // Whatever the server says, this browser is signed out.
    onSettled: () => {
      const before = session.get()
      if (before.status === 'signed-in') forgetJudging(before.user.id)
      session.forget()
    },
  })
