import { expect, it } from 'vitest'
import { bodyOf, check, emptyForm, filledIn, isUntouched, patchOf } from './form'

const full = {
  ...emptyForm,
  hub_id: 'h',
  title: ' Nota ',
  starts_on: '2027-01-01',
  ends_on: '2029-12-31',
}

it('sends what was typed, and nothing for what was not', () => {
  expect(bodyOf({ ...full, others: ['a'] })).toEqual({
    hub_id: 'h',
    title: 'Nota',
    parties: [{ institution_id: 'a' }],
    scope: null,
    starts_on: '2027-01-01',
    ends_on: '2029-12-31',
    number: null,
  })
})

it('patches what changed alone', () => {
  expect(patchOf(full, { ...full, title: 'Nota', scope: 'Baru', others: ['a'] })).toEqual({
    scope: 'Baru',
    parties: [{ institution_id: 'a' }],
  })
})

it('says what is missing and what cannot be', () => {
  expect(check(emptyForm)).toEqual({
    hub_id: 'required',
    title: 'required',
    starts_on: 'required',
    ends_on: 'required',
  })
  expect(check({ ...full, ends_on: '2026-12-31' })).toEqual({ ends_on: 'before_start' })
})

it('takes the template where nothing was typed', () => {
  expect(isUntouched({ ...emptyForm, hub_id: 'h' })).toBe(true)
  expect(isUntouched(filledIn(emptyForm, bodyOf(full)))).toBe(false)
})
