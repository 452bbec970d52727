import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import type { VocabularyName } from '@/shared/vocabulary/vocabulary'
import { useFacetCounts } from '../api/facets'
import type { CatalogueSearch, Facet } from '../api/filters'
import { useInstitutionNames } from '../api/names'
import type { FacetOption } from './FacetGroup'

const vocabularyOf: Partial<Record<Facet, VocabularyName>> = {
  sector: 'sectors',
  category: 'categories',
  phase: 'phases',
  sustainability: 'sustainability',
  sdg: 'sdgs',
}

/** Phases and the like keep their own order; open lists go by how much they hold. */
const ordered: readonly Facet[] = ['phase', 'sustainability', 'sdg']

export function useFacetOptions(search: CatalogueSearch) {
  const { label, codes } = useVocabulary()
  const counted = useFacetCounts(search)
  const institutionName = useInstitutionNames([
    ...(search.institution_id ?? []),
    ...counted('institution_id').map((entry) => entry.value),
  ])

  function name(facet: Facet, value: string) {
    const vocabulary = vocabularyOf[facet]
    if (facet === 'institution_id') return institutionName(value) ?? value
    if (facet === 'sdg') return `${value}. ${label('sdgs', value)}`
    return vocabulary ? label(vocabulary, value) : value
  }

  return function options(facet: Facet): FacetOption[] {
    const vocabulary = vocabularyOf[facet]
    const found = counted(facet)
    const values = new Set([
      ...(vocabulary ? codes(vocabulary) : found.map((entry) => entry.value)),
      ...(search[facet] ?? []),
    ])
    const all = [...values].map((value) => ({
      value,
      label: name(facet, value),
      count: found.find((entry) => entry.value === value)?.count ?? 0,
    }))
    if (ordered.includes(facet)) return all
    if (facet === 'year') return all.sort((a, b) => b.value.localeCompare(a.value))
    return all.sort((a, b) => b.count - a.count || a.label.localeCompare(b.label))
  }
}
