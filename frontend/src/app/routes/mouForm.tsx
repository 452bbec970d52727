import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { EditMou } from '@/features/mous/desk/EditMou'
import { MouHistory } from '@/features/mous/desk/MouHistory'
import { NewMou } from '@/features/mous/desk/NewMou'
import { SignedIn } from '@/shared/desk/SignedIn'

const made = getRouteApi('/mous/new')
const edited = getRouteApi('/mous/$id/edit')
const past = getRouteApi('/mous/$id/history')

export function NewMouRoute() {
  const { hub } = made.useSearch()
  const navigate = useNavigate()
  return (
    <SignedIn needs="draft_mou">
      {(user) => (
        <NewMou
          user={user}
          hub={hub}
          onSaved={({ id }) => void navigate({ to: '/mous/$id', params: { id }, replace: true })}
        />
      )}
    </SignedIn>
  )
}

export function EditMouRoute() {
  const { id } = edited.useParams()
  const navigate = useNavigate()
  return (
    <SignedIn>
      {() => (
        <EditMou
          key={id}
          id={id}
          onSaved={() => void navigate({ to: '/mous/$id', params: { id } })}
        />
      )}
    </SignedIn>
  )
}

export function MouHistoryRoute() {
  const { id } = past.useParams()
  return <SignedIn>{() => <MouHistory id={id} />}</SignedIn>
}
