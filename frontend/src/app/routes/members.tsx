import { getRouteApi } from '@tanstack/react-router'
import { HubProfileEdit } from '@/features/hubs/components/HubProfileEdit'
import { Members } from '@/features/people/components/Members'
import { SignedIn } from '@/shared/desk/SignedIn'

const route = getRouteApi('/hubs/$slug/members')

export function MembersRoute() {
  const { slug } = route.useParams()
  return (
    <SignedIn>
      {() => (
        <>
          <Members slug={slug} />
          <div className="container">
            <HubProfileEdit slug={slug} />
          </div>
        </>
      )}
    </SignedIn>
  )
}
