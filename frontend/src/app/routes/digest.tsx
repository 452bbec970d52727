import { getRouteApi } from '@tanstack/react-router'
import { DigestPage } from '@/features/hubs/digest/DigestPage'

const route = getRouteApi('/hubs/$slug/digest')

export function HubDigest() {
  const { slug } = route.useParams()
  const { year } = route.useSearch()
  return <DigestPage slug={slug} year={year ? Number(year) : undefined} />
}
