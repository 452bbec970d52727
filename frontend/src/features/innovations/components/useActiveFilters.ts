import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { filterNames, toggle, type CatalogueSearch } from '../api/filters'
import { useHubNames, useInstitutionNames } from '../api/names'

/** The chosen filters in words, each with the search that is left without it. */
export function useActiveFilters(search: CatalogueSearch) {
  const { label } = useVocabulary()
  const institutionName = useInstitutionNames(search.institution_id ?? [])
  const hubName = useHubNames(search.hub_id ?? [])
  const words: Record<(typeof filterNames)[number], (value: string) => string> = {
    sector: (value) => label('sectors', value),
    category: (value) => label('categories', value),
    phase: (value) => label('phases', value),
    sustainability: (value) => label('sustainability', value),
    sdg: (value) => `${value}. ${label('sdgs', value)}`,
    year: (value) => value,
    institution_id: (value) => institutionName(value) ?? value,
    hub_id: (value) => hubName(value) ?? value,
  }
  return filterNames.flatMap((name) =>
    (search[name] ?? []).map((value) => ({
      key: `${name}:${value}`,
      label: words[name](value),
      without: toggle(search, name, value),
    })),
  )
}
