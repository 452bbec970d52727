import { compact, list, oneOf, text } from '@/shared/url/search'

/** Facets of the catalogue, by the names that the API gives them, in the order of the page. */
export const facets = [
  'sector',
  'phase',
  'sustainability',
  'category',
  'year',
  'institution_id',
  'sdg',
] as const
export type Facet = (typeof facets)[number]

export const sorts = ['relevance', '-published_at', '-updated_at', 'title'] as const
export type Sort = (typeof sorts)[number]

type FilterName = Facet | 'hub_id'
export const filterNames: readonly FilterName[] = [...facets, 'hub_id']

export type Filters = Partial<Record<FilterName, string[]>> & { q?: string }

/** Everything that the address of a catalogue page holds. */
export type CatalogueSearch = Filters & { sort?: Sort; view?: 'table'; cursor?: string }

const patterns: Partial<Record<FilterName, RegExp>> = {
  phase: /^(creation|development|institutionalisation)$/,
  sustainability: /^(unverified|continuing|growing|stopped)$/,
  sdg: /^([1-9]|1[0-7])$/,
  year: /^\d{4}$/,
}

export function readSearch(raw: Record<string, unknown>): CatalogueSearch {
  const filters = Object.fromEntries(
    filterNames.map((name) => [name, list(raw[name], patterns[name])]),
  )
  return compact<CatalogueSearch>({
    q: text(raw.q),
    ...filters,
    sort: oneOf(raw.sort, sorts),
    view: oneOf(raw.view, ['table']),
    cursor: text(raw.cursor, 2000),
  })
}

/** Relevance means nothing without words to be relevant to. */
export function sortOf(search: CatalogueSearch): Sort {
  if (search.q) return search.sort ?? 'relevance'
  return search.sort === undefined || search.sort === 'relevance' ? '-published_at' : search.sort
}

/** The filters alone: what the counts depend on, whatever the order or the page. */
export function filtersOf({ q, ...search }: CatalogueSearch): Filters {
  return compact<Filters>({
    q,
    ...Object.fromEntries(filterNames.map((name) => [name, search[name]])),
  })
}

export const hasFilters = (search: CatalogueSearch) =>
  filterNames.some((name) => search[name] !== undefined)

/** Ticks or unticks one value. Any change of filters starts again at the first page. */
export function toggle(search: CatalogueSearch, name: FilterName, value: string): CatalogueSearch {
  const before = search[name] ?? []
  const after = before.includes(value) ? before.filter((v) => v !== value) : [...before, value]
  return compact({ ...search, [name]: after.length > 0 ? after : undefined, cursor: undefined })
}

export const withoutFilters = ({ sort, view }: CatalogueSearch): CatalogueSearch =>
  compact({ sort, view })

export const oneOfSorts = (value: string) => oneOf(value, sorts)
