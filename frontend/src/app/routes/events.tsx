import { getRouteApi } from '@tanstack/react-router'
import { EventsPage } from '@/features/events/components/EventsPage'

const route = getRouteApi('/events')

export function Events() {
  return <EventsPage search={route.useSearch()} />
}
