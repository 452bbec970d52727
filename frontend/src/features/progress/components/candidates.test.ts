import { describe, expect, it } from 'vitest'
import type { Account } from '@/api/types'
import { eligible, rowsOf } from './candidates'

const person = (id: string, rest: Partial<Account> = {}) =>
  ({ id, name: id, active: true, institution_id: 'kkp', ...rest }) as Account

describe('owners', () => {
  it('stay as long as they are active at the institution', () => {
    const owners = [
      person('siti'),
      person('budi', { active: false }),
      person('made', { institution_id: 'bpom' }),
    ]
    expect(eligible(owners, 'kkp').map(({ id }) => id)).toEqual(['siti'])
  })

  it('come first, then who was picked before, then who is found, each once', () => {
    const rows = rowsOf(
      [person('siti')],
      [person('rina'), person('budi'), person('budi')],
      [person('agus'), person('rina'), person('siti')],
    )
    expect(rows.map(({ id }) => id)).toEqual(['siti', 'budi', 'agus', 'rina'])
  })
})
