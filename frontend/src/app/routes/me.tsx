import { Navigate } from '@tanstack/react-router'
import { Account } from '@/features/account/components/Account'
import { Forms } from '@/shared/forms/Forms'
import { useSession } from '@/shared/session/useSession'

export function Me() {
  // Signing out here or in another tab leaves nothing to show.
  const { status } = useSession()
  if (status === 'anonymous') return <Navigate to="/login" replace />
  return (
    <Forms>
      <Account />
    </Forms>
  )
}
