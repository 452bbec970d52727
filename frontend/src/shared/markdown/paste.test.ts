import { expect, it } from 'vitest'
import cases from '../../../../api/src/markdown/pasted.json'
import { tidied } from './paste'

it.each(cases)('reads $pasted as the server does', ({ pasted, read }) => {
  expect(tidied(pasted)).toBe(read)
})
