import { expect, it } from 'vitest'
import { isFiltered, readNewPostSearch, readPostSearch } from './search'

it('reads what makes sense of an address, and leaves out the rest', () => {
  expect(
    readPostSearch({
      q: ' antrean ',
      kind: 'question',
      tag: 'jemput bola',
      hub_id: 'kemenkeu',
      author_id: 'not-an-id',
      answered: 'false',
      sort: 'useful',
      mine: 'yes',
      page: '2',
    }),
  ).toEqual({
    q: 'antrean',
    kind: 'question',
    tag: 'jemput bola',
    hub_id: 'kemenkeu',
    answered: 'false',
    sort: 'useful',
  })
})

it('knows an order from a filter', () => {
  expect(isFiltered({ sort: 'useful', mine: 'true' })).toBe(false)
  expect(isFiltered({ tag: 'pajak' })).toBe(true)
})

it('reads what a new post begins with', () => {
  expect(readNewPostSearch({ kind: 'poem', innovation: 'antrean-5a6c', hub: '../x' })).toEqual({
    innovation: 'antrean-5a6c',
  })
})
