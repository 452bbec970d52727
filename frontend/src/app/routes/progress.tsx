import { getRouteApi } from '@tanstack/react-router'
import { Progress } from '@/features/progress/components/Progress'
import { SignedIn } from '@/shared/desk/SignedIn'

const route = getRouteApi('/innovations/$slug/progress')

export function ProgressRoute() {
  const { slug } = route.useParams()
  return <SignedIn>{() => <Progress slug={slug} />}</SignedIn>
}
