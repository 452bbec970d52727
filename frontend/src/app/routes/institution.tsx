import { getRouteApi } from '@tanstack/react-router'
import { ShelfSection } from '@/features/innovations/components/ShelfSection'
import { InstitutionProfile } from '@/features/institutions/components/InstitutionProfile'

const route = getRouteApi('/institutions/$code')

export function Institution() {
  const { code } = route.useParams()
  return (
    <InstitutionProfile
      id={code}
      innovations={(institution) => (
        <ShelfSection of="institutions" filter={{ institutionId: institution.id }} />
      )}
    />
  )
}
