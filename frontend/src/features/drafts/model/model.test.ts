import { describe, expect, it } from 'vitest'
import type { Innovation } from '@/api/types'
import { check } from './check'
import { contentOf, emptyContent } from './content'
import { readNumber } from './number'
import { idOf, stepOf } from './steps'
import { difference, wireOf } from './wire'

const sound = { ...emptyContent('h1'), title: 'Antrean tanpa antre' }

describe('readNumber', () => {
  it.each([
    ['', undefined],
    ['38', 38],
    ['3,4', 3.4],
    ['0.125', 0.125],
    ['-2', -2],
  ])('%s', (text, value) => expect(readNumber(text).value).toBe(value))

  it('does not guess', () => {
    expect(readNumber('1.250').fault).toBe('grouped_number')
    expect(readNumber('3 jam').fault).toBe('not_a_number')
  })
})

describe('check', () => {
  it('has nothing to say about a draft with a title and a hub', () => {
    expect(check(sound)).toEqual([])
  })

  it('finds everything at once, by pointer', () => {
    const content = {
      ...sound,
      title: 'Ant',
      summary: 'x'.repeat(2001),
      initiated_on: '2024-02-01',
      implemented_on: '2024-01-01',
      indicators: [
        { name: '', unit: '', baseline: '', current: '', measured_on: '' },
        { name: '', unit: 'menit', baseline: 'banyak', current: '3,5', measured_on: '' },
      ],
      awards: [{ name: 'Top 45', year: '24' }],
      links: [{ title: '', url: 'javascript:alert(1)' }],
    }
    expect(check(content).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/title too_short',
      '/summary too_long',
      '/implemented_on before_start',
      '/indicators/1/name required',
      '/indicators/1/baseline not_a_number',
      '/awards/0/year not_a_year',
      '/links/0/url not_an_address',
    ])
  })
})

describe('wire', () => {
  it('comes back as it went, so that reading a record changes nothing', () => {
    const record = {
      ...sound,
      summary: null,
      background: 'Latar',
      sdgs: [3, 16],
      indicators: [{ name: 'Waktu', unit: null, baseline: 3.4, current: null, measured_on: null }],
      awards: [{ name: 'Top 45', year: 2024 }],
      team: [{ name: 'Siti', role: null, consent: true }],
    } as unknown as Innovation
    const wire = wireOf(contentOf(record))
    expect(wire.indicators).toEqual(record.indicators)
    expect(wire.summary).toBeNull()
    expect(difference(wire, wireOf({ ...contentOf(record), background: '' }))).toEqual({
      background: null,
    })
  })
})

it('knows the step and the element of a pointer', () => {
  expect(stepOf('/summary')).toBe('basics')
  expect(stepOf('/sustainability_plan')).toBe('sustainability')
  expect(stepOf('/indicators/0/name')).toBe('evidence')
  expect(idOf('/indicators/0/name')).toBe('field-indicators-0-name')
})
