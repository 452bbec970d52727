import { expect, it } from 'vitest'
import type { Participant } from '@/api/types'
import { differences, tally, unsaved } from './participants'

const row = {
  response: 'pending',
  attended: false,
  decision: 'undecided',
  note: null,
} as Participant

it('knows what is not saved yet', () => {
  expect(unsaved(row, {})).toEqual({})
  expect(unsaved(row, { response: 'pending', note: '' })).toEqual({})
  expect(unsaved(row, { attended: true, note: 'Sekjen' })).toEqual({
    attended: true,
    note: 'Sekjen',
  })
  // What was noted may be taken out again.
  expect(unsaved({ ...row, note: 'Sekjen' }, { note: '' })).toEqual({ note: '' })
})

it('tells two states of a participant apart', () => {
  expect(differences(row, { ...row, note: undefined })).toEqual([])
  expect(differences(row, { ...row, response: 'attending', attended: true })).toEqual([
    'response',
    'attended',
  ])
})

it('counts', () => {
  const rows = [row, { ...row, response: 'attending', attended: true, decision: 'agreed' }]
  expect(tally(rows as Participant[])).toEqual({
    invited: 2,
    attending: 1,
    attended: 1,
    agreed: 1,
    declined: 0,
  })
})
