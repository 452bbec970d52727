import { expect, it } from 'vitest'
import { slugged, placeOf } from './place'

const id = '0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00'

it.each([
  [id, { id }],
  [`https://hub.example.go.id/mous/${id}?x=1#y`, { id }],
  [
    'https://hub.example.go.id/innovations/kabar-laut/review',
    { handle: 'kabar-laut', among: ['innovations'] },
  ],
  ['/hubs/kkp', { handle: 'kkp', among: ['hubs'] }],
  ['kabar-laut', { handle: 'kabar-laut', among: slugged }],
  ['/network/x', undefined],
  ['https://hub.example.go.id/', undefined],
])('reads “%s”', (pasted, place) => expect(placeOf(pasted, undefined)).toEqual(place))

it('looks for a bare slug where the kind of record says', () => {
  expect(placeOf('kkp', 'hub')).toEqual({ handle: 'kkp', among: ['hubs'] })
  expect(placeOf('kkp', 'session')).toBeUndefined()
})
