import { Invitations } from '@/features/people/components/Invitations'
import { SignedIn } from '@/shared/desk/SignedIn'

export function InvitationsRoute() {
  return <SignedIn>{() => <Invitations />}</SignedIn>
}
