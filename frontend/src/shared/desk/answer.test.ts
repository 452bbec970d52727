import { expect, it } from 'vitest'
import { answerIn } from './answer'

const step = (to: string, note?: string) => ({ to, at: '2026-11-25T02:00:00.000Z', note })
const before = [step('submitted'), step('in_review'), step('revision_requested', 'Angkanya?')]

it('is the last note that reviewers sent a record back with', () => {
  expect(answerIn(before)?.note).toBe('Angkanya?')
  const rejected = [...before, step('submitted'), step('in_review'), step('rejected', 'Bukan.')]
  expect(answerIn([...rejected, step('draft', 'Diperbaiki')])?.note).toBe('Bukan.')
})

it('is nothing for what was never sent back', () => {
  expect(answerIn([step('submitted'), step('draft', 'Ditarik')])).toBeUndefined()
})
