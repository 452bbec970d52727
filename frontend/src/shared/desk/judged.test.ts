import { expect, it } from 'vitest'
import type { Review } from '@/api/types'
import { judged } from './judged'

const of = (innovation_version: number) => ({ innovation_version }) as Review
const reviews = [of(4), of(7), of(7)]

it('counts for the version in review only', () => {
  expect(judged({ status: 'in_review', version: 7 }, reviews)).toEqual({
    current: [of(7), of(7)],
    older: [of(4)],
  })
  expect(judged({ status: 'submitted', version: 9 }, reviews).current).toEqual([])
})

it('stays the answer to what was decided, though the record moved on', () => {
  expect(judged({ status: 'revision_requested', version: 8 }, reviews)).toEqual({
    current: [of(7), of(7)],
    older: [of(4)],
  })
  expect(judged({ status: 'draft', version: 1 }, [])).toEqual({ current: [], older: [] })
})
