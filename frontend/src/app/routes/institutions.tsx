import { getRouteApi } from '@tanstack/react-router'
import { InstitutionDirectory } from '@/features/institutions/components/InstitutionDirectory'

const route = getRouteApi('/institutions')

export function Institutions() {
  return <InstitutionDirectory search={route.useSearch()} />
}
