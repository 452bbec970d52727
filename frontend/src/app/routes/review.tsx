import { ReviewDesk } from '@/features/reviews/components/ReviewDesk'
import { SignedIn } from '@/shared/desk/SignedIn'

export function ReviewDeskRoute() {
  return <SignedIn>{() => <ReviewDesk />}</SignedIn>
}
