import { getRouteApi } from '@tanstack/react-router'
import { NotificationsPage } from '@/features/notifications/components/NotificationsPage'
import { SignedIn } from '@/shared/desk/SignedIn'

const route = getRouteApi('/notifications')

export function Notifications() {
  const search = route.useSearch()
  return <SignedIn>{() => <NotificationsPage search={search} />}</SignedIn>
}
