import { expect, it } from 'vitest'
import { yearBars } from './years'

const byYear = { 2019: 4, 2017: 1, 2018: 2, 2020: 8 }
const sum = ({ bars, undated }: ReturnType<typeof yearBars>) =>
  bars.reduce((all, { value }) => all + value, undated)

it('shows every year when they fit', () => {
  const shown = yearBars(byYear, 15, 4)
  expect(shown.bars.map(({ year }) => year)).toEqual(['2017', '2018', '2019', '2020'])
  expect(shown.undated).toBe(0)
})

it('gathers the earliest in one bar, so that the bars add up to the headline', () => {
  const shown = yearBars(byYear, 16, 3)
  expect(shown.bars).toEqual([
    { year: '2018', value: 3, andEarlier: true },
    { year: '2019', value: 4, andEarlier: false },
    { year: '2020', value: 8, andEarlier: false },
  ])
  expect(shown.undated).toBe(1)
  expect(sum(shown)).toBe(16)
})
