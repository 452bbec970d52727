import { Invitations } from '@/features/people/components/Invitations'
import { SignedIn } from '@/shared/desk/SignedIn'

export function InvitationsRoute() {
  return <SignedIn needs="manage_users">{() => <Invitations />}</SignedIn>
}
