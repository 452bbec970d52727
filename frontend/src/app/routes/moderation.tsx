import { getRouteApi } from '@tanstack/react-router'
import { Moderation } from '@/features/posts/desk/Moderation'
import { SignedIn } from '@/shared/desk/SignedIn'

const route = getRouteApi('/moderation')

export function ModerationRoute() {
  const search = route.useSearch()
  return <SignedIn>{(user) => <Moderation user={user} search={search} />}</SignedIn>
}
