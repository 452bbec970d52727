import { expect, it } from 'vitest'
import { turnOf } from './turn'

const words = { draft: 'hub', in_review: 'ministry', sign: (names: string) => `sign: ${names}` }
const party = (short_name: string, signed: boolean) => ({
  institution_id: short_name,
  institution: {
    id: short_name,
    kind: 'agency' as const,
    code: short_name,
    name: short_name,
    short_name,
  },
  signed,
})

it('names who has not signed yet', () => {
  const parties = [party('PANRB', true), party('KKP', false), party('BPOM', false)]
  expect(turnOf({ status: 'partially_signed', parties }, words)).toBe('sign: KKP, BPOM')
})

it('names who writes or reviews before that', () => {
  expect(turnOf({ status: 'draft', parties: [] }, words)).toBe('hub')
  expect(turnOf({ status: 'in_review', parties: [] }, words)).toBe('ministry')
})
