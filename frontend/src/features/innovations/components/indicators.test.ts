import { describe, expect, it } from 'vitest'
import { compare } from './indicators'

const indicator = (baseline: number | null, current: number | null, unit = 'menit') => ({
  name: 'Waktu tunggu',
  unit,
  baseline,
  current,
  measured_on: null,
})

describe('compare', () => {
  it('draws both bars to one scale', () => {
    expect(compare(indicator(200, 50))).toEqual({
      before: 100,
      after: 25,
      change: { ratio: -0.75 },
    })
  })

  it('draws nothing where there is no number', () => {
    expect(compare(indicator(null, 50))).toEqual({ before: null, after: 100, change: null })
  })

  it('counts the difference of percentages in points', () => {
    expect(compare(indicator(31, 77, 'persen')).change).toEqual({ points: 46 })
  })

  it('does not divide by zero', () => {
    expect(compare(indicator(0, 0))).toEqual({ before: 0, after: 0, change: null })
    expect(compare(indicator(0, 5)).change).toBeNull()
  })
})
