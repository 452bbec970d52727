import { describe, expect, it } from 'vitest'
import type { Hub } from '@/api/types'
import { groupByYear } from './groupByYear'

const hub = (name: string, year: number | null) => ({ name, formed_year: year }) as Hub

describe('groupByYear', () => {
  it('puts the newest year first and the unknown last, keeping the order within', () => {
    const groups = groupByYear([hub('a', 2020), hub('b', null), hub('c', 2023), hub('d', 2020)])
    expect(groups.map((group) => [group.year, group.hubs.map((one) => one.name)])).toEqual([
      [2023, ['c']],
      [2020, ['a', 'd']],
      [null, ['b']],
    ])
  })
})
