import { expect, it } from 'vitest'
import { fingerprint, grouped } from './fingerprint'

it('is the SHA-256 that everybody knows', async () => {
  const abc = new TextEncoder().encode('abc').buffer
  expect(await fingerprint(abc)).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

it('is shown in groups of eight', () => {
  expect(grouped('0123456789abcdef')).toBe('01234567 89abcdef')
})
