import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '@/shared/url/search'
import {
  filtersOf,
  hasFilters,
  readSearch,
  sortOf,
  toggle,
  withoutFilters,
  type CatalogueSearch,
} from './filters'

const full: CatalogueSearch = {
  q: 'antrean',
  sector: ['health', 'social'],
  sdg: ['3', '16'],
  year: ['2021'],
  phase: ['development'],
  sort: 'title',
  view: 'table',
  cursor: 'abc',
}

describe('readSearch', () => {
  it('reads back an address that it wrote', () => {
    expect(readSearch(parseSearch(stringifySearch(full)))).toEqual(full)
  })

  it('drops what the API would refuse', () => {
    expect(
      readSearch({
        phase: 'birth',
        sdg: '0,3,18',
        year: '21',
        sort: 'colour',
        view: 'map',
        x: '1',
      }),
    ).toEqual({ sdg: ['3'] })
  })
})

describe('sortOf', () => {
  it('prefers the best match when there are words, the newest when there are none', () => {
    expect(sortOf({ q: 'a' })).toBe('relevance')
    expect(sortOf({})).toBe('-published_at')
  })

  it('cannot rank by relevance without words', () => {
    expect(sortOf({ sort: 'relevance' })).toBe('-published_at')
  })

  it('keeps the choice otherwise', () => {
    expect(sortOf({ q: 'a', sort: 'title' })).toBe('title')
  })
})

describe('toggle', () => {
  it('adds and removes a value and goes back to the first page', () => {
    const added = toggle(full, 'sector', 'land')
    expect(added.sector).toEqual(['health', 'social', 'land'])
    expect(added.cursor).toBeUndefined()
    expect(toggle(full, 'sector', 'health').sector).toEqual(['social'])
  })

  it('leaves no empty parameter behind', () => {
    expect(stringifySearch(toggle({ year: ['2021'] }, 'year', '2021'))).toBe('')
  })
})

describe('filtersOf', () => {
  it('does not change with order, layout or page: the counts stay as they are', () => {
    const moved: CatalogueSearch = { ...full, sort: 'relevance', view: undefined, cursor: 'xyz' }
    expect(filtersOf(moved)).toEqual(filtersOf(full))
    expect(Object.keys(filtersOf(full)).sort()).toEqual(['phase', 'q', 'sdg', 'sector', 'year'])
    expect(hasFilters({ q: 'a', sort: 'title' })).toBe(false)
    expect(withoutFilters(full)).toEqual({ sort: 'title', view: 'table' })
  })
})
