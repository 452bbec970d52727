import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { Entry } from '@/features/auth/components/Entry'
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
      <Entry kind="invite" token={token} />
    </Forms>
  )
}

export function ResetRoute() {
  const token = useToken()
  return (
    <Forms>
      <Entry kind="reset" token={token} />
    </Forms>
  )
}
