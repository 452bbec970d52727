import { useNavigate } from '@tanstack/react-router'
import type { CatalogueSearch } from '../api/filters'

/** A change of filters or order: a new address, but the page stays where it is. */
export function useCatalogueNavigate() {
  const navigate = useNavigate()
  return (search: CatalogueSearch) =>
    void navigate({ to: '/innovations', search, resetScroll: false })
}
