import { getRouteApi } from '@tanstack/react-router'
import { History } from '@/features/revisions/components/History'
import { SignedIn } from '@/shared/desk/SignedIn'

const route = getRouteApi('/innovations/$slug/history')

export function HistoryRoute() {
  const { slug } = route.useParams()
  return <SignedIn>{() => <History slug={slug} />}</SignedIn>
}
