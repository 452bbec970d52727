import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { EditEvent } from '@/features/events/desk/EditEvent'
import { NewEvent } from '@/features/events/desk/NewEvent'
import { SignedIn } from '@/shared/desk/SignedIn'

const route = getRouteApi('/events/$id/edit')

export function NewEventRoute() {
  const navigate = useNavigate()
  return (
    <SignedIn needs="run_event">
      {(user) => (
        <NewEvent
          user={user}
          onSaved={({ id }) => void navigate({ to: '/events/$id', params: { id }, replace: true })}
        />
      )}
    </SignedIn>
  )
}

export function EditEventRoute() {
  const { id } = route.useParams()
  const navigate = useNavigate()
  return (
    <SignedIn>
      {() => (
        <EditEvent
          key={id}
          id={id}
          onSaved={() => void navigate({ to: '/events/$id', params: { id } })}
        />
      )}
    </SignedIn>
  )
}
