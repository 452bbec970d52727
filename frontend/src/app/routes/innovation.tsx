import { getRouteApi } from '@tanstack/react-router'
import { InnovationPage } from '@/features/innovations/components/InnovationPage'
import { MoreFromHub } from '@/features/innovations/components/MoreFromHub'

const route = getRouteApi('/innovations/$slug')

export function Innovation() {
  const { slug } = route.useParams()
  return (
    <InnovationPage id={slug} after={(innovation) => <MoreFromHub innovation={innovation} />} />
  )
}
