import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Participant, Role } from '@/api/types'
import { EventView } from '@/features/events/components/EventView'
import { useUser } from '@/shared/session/useSession'

const route = getRouteApi('/events/$id')

const Accounts = lazy(() =>
  import('@/features/people/components/InstitutionAccounts').then((module) => ({
    default: module.InstitutionAccounts,
  })),
)

export function EventRoute() {
  const { id } = route.useParams()
  const user = useUser()
  const has = (role: Role) => user?.roles.includes(role) ?? false
  // Who may invite people is not among the actions of an event: it follows the roles, as in the menu.
  const invites = (institution: Participant['institution']) =>
    has('admin') || (has('hub_manager') && user?.institution_id === institution.id)
  return (
    <EventView
      id={id}
      account={(institution) =>
        invites(institution) ? (
          <Suspense>
            <Accounts institution={institution} />
          </Suspense>
        ) : null
      }
    />
  )
}
