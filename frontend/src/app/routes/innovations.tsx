import { getRouteApi } from '@tanstack/react-router'
import { Catalogue } from '@/features/innovations/components/Catalogue'

const route = getRouteApi('/innovations')

export function Innovations() {
  return <Catalogue search={route.useSearch()} />
}
