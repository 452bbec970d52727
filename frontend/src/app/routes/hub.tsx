import { getRouteApi } from '@tanstack/react-router'
import { HubView } from '@/features/hubs/components/HubView'
import { ShelfSection } from '@/features/innovations/components/ShelfSection'

const route = getRouteApi('/hubs/$slug')

export function Hub() {
  const { slug } = route.useParams()
  return (
    <HubView
      id={slug}
      innovations={(hub) => <ShelfSection of="hubs" filter={{ hubId: hub.id }} />}
    />
  )
}
