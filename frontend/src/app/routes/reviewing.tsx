import { getRouteApi } from '@tanstack/react-router'
import { ReviewPage } from '@/features/reviews/components/ReviewPage'
import { SignedIn } from '@/shared/desk/SignedIn'

const route = getRouteApi('/innovations/$slug/review')

export function ReviewingRoute() {
  const { slug } = route.useParams()
  return (
    <SignedIn needs="review_innovation">
      {(user) => <ReviewPage slug={slug} user={user} />}
    </SignedIn>
  )
}
