import { expect, it } from 'vitest'
import { standing } from './force'

it('tells what is signed apart by its days', () => {
  const signed = { status: 'signed', starts_on: '2027-01-01' } as const
  expect(standing({ ...signed, in_force: true }, '2027-01-01')).toBe('in_force')
  expect(standing({ ...signed, in_force: false }, '2026-12-31')).toBe('to_come')
  expect(standing({ ...signed, in_force: false }, '2030-01-01')).toBe('expired')
  expect(standing({ ...signed, status: 'terminated', in_force: false }, '2026-01-01')).toBe(
    'terminated',
  )
})
