import { useT } from '@/shared/i18n/useT'
import { facets, toggle, type CatalogueSearch } from '../api/filters'
import { FacetGroup } from './FacetGroup'
import { useCatalogueNavigate } from './useCatalogueNavigate'
import { useFacetOptions } from './useFacetOptions'

const openAtFirst: readonly string[] = ['sector', 'phase', 'sustainability']

export function FacetPanel({ search }: { search: CatalogueSearch }) {
  const t = useT()
  const options = useFacetOptions(search)
  const go = useCatalogueNavigate()
  return (
    <div>
      {facets.map((facet) => (
        <FacetGroup
          key={facet}
          title={t.innovations.facet[facet]}
          options={options(facet)}
          selected={search[facet] ?? []}
          open={openAtFirst.includes(facet)}
          onToggle={(value) => go(toggle(search, facet, value))}
        />
      ))}
    </div>
  )
}
