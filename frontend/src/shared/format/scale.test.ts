import { expect, it } from 'vitest'
import { scaleTop } from './scale'

it('leaves a lone 1 a small bar', () => {
  expect(scaleTop([1])).toBe(5)
  expect(scaleTop([])).toBe(5)
  expect(scaleTop([3, 46, 12])).toBe(46)
})
