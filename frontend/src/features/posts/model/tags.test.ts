import { expect, it } from 'vitest'
import { addTags } from './tags'

it('adds what is new, tidied', () => {
  expect(addTags(['Pajak'], ' #antrean, pajak ,jemput  bola,')).toEqual([
    'Pajak',
    'antrean',
    'jemput bola',
  ])
})
