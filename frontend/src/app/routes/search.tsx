import { getRouteApi } from '@tanstack/react-router'
import { SearchPage } from '@/features/search/components/SearchPage'

const route = getRouteApi('/search')

export function SearchRoute() {
  return <SearchPage search={route.useSearch()} />
}
