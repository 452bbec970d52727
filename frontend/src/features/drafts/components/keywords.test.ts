import { expect, it } from 'vitest'
import { keywordsOf } from './keywords'

it('takes each keyword once', () => {
  expect(keywordsOf(' antrean, pajak,, Antrean; desa ')).toEqual(['antrean', 'pajak', 'desa'])
  expect(keywordsOf('')).toEqual([])
})
