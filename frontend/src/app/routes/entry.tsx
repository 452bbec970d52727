import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { AcceptInvitation } from '@/features/auth/components/AcceptInvitation'
import { NewPassword } from '@/features/auth/components/NewPassword'
import { Forms } from '@/shared/forms/Forms'

/** The token comes in the fragment, which no server and no log ever sees. */
function useToken() {
  const { hash } = useLocation()
  const [token] = useState(hash)
  return token
}

export function InviteRoute() {
  const token = useToken()
  return (
    <Forms>
      <AcceptInvitation token={token} />
    </Forms>
  )
}

export function ResetRoute() {
  const token = useToken()
  return (
    <Forms>
      <NewPassword token={token} />
    </Forms>
  )
}
