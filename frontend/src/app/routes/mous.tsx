import { getRouteApi } from '@tanstack/react-router'
import { MousPage } from '@/features/mous/components/MousPage'

const route = getRouteApi('/mous')

export function Mous() {
  return <MousPage search={route.useSearch()} />
}
