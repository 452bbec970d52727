import { getRouteApi, useLocation } from '@tanstack/react-router'
import { CheckInPage } from '@/features/events/components/CheckInPage'

const route = getRouteApi('/events/$id/check-in')

export function CheckInRoute() {
  const { id } = route.useParams()
  const { hash } = useLocation()
  return <CheckInPage id={id} code={hash} />
}
