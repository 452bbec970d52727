import { getRouteApi } from '@tanstack/react-router'
import { HubDirectory } from '@/features/hubs/components/HubDirectory'

const route = getRouteApi('/hubs')

export function Hubs() {
  return <HubDirectory search={route.useSearch()} />
}
