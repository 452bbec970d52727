import { expect, it } from 'vitest'
import { readAuditSearch, toQuery } from './search'

it('reads days as days in Jakarta, both included', () => {
  expect(toQuery({ from: '2026-11-25', to: '2026-11-25', action: 'create' })).toEqual({
    action: ['create'],
    from: '2026-11-24T17:00:00.000Z',
    to: '2026-11-25T16:59:59.999Z',
  })
})

it('drops what makes no sense', () => {
  expect(readAuditSearch({ from: 'kemarin', action: '', x: '1', record_type: 'hub' })).toEqual({
    record_type: 'hub',
  })
})
