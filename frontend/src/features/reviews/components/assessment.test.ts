import { describe, expect, it } from 'vitest'
import { averageOf, emptyForm, faultsOf, readScore, reviewOf, type Form } from './assessment'

const full: Form = {
  scores: {
    novelty: '80',
    effectiveness: '90',
    benefit: '100',
    transferability: '70',
    sustainability: '0',
  },
  comment: ' Kuat. ',
  recommendation: 'publish',
}

describe('a review', () => {
  it('needs five scores and a recommendation', () => {
    expect(faultsOf(emptyForm)).toHaveLength(6)
    expect(reviewOf({ ...full, recommendation: '' })).toBeUndefined()
    expect(faultsOf(full)).toEqual([])
  })

  it('is sent with numbers', () => {
    expect(reviewOf(full)).toEqual({
      novelty: 80,
      effectiveness: 90,
      benefit: 100,
      transferability: 70,
      sustainability: 0,
      comment: 'Kuat.',
      recommendation: 'publish',
    })
  })

  it('has an average when it has all scores', () => {
    expect(averageOf(full)).toBe(68)
    expect(averageOf(emptyForm)).toBeUndefined()
  })
})

it.each([
  ['0', 0],
  ['100', 100],
  ['101', undefined],
  ['7,5', undefined],
  ['-1', undefined],
  ['', undefined],
])('reads “%s”', (text, score) => expect(readScore(text)).toBe(score))
