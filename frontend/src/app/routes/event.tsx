import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { may } from '@/api/allowed'
import type { Participant } from '@/api/types'
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
  // Who gives national roles invites to every institution.
  const invites = (institution: Participant['institution']) =>
    user &&
    may(user, 'manage_users') &&
    (may(user, 'manage_all_roles') || user.institution_id === institution.id)
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
