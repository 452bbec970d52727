import { FollowingPage } from '@/features/following/components/FollowingPage'
import { SignedIn } from '@/shared/desk/SignedIn'

export const Following = () => <SignedIn>{() => <FollowingPage />}</SignedIn>
