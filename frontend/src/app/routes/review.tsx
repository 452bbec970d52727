import { ReviewDesk } from '@/features/reviews/components/ReviewDesk'
import { SignedIn } from '@/shared/desk/SignedIn'

export function ReviewDeskRoute() {
  return <SignedIn needs="review_innovation">{() => <ReviewDesk />}</SignedIn>
}
