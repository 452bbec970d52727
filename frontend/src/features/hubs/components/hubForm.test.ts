import { expect, it } from 'vitest'
import type { Hub } from '@/api/types'
import { formOf, patchOf } from './hubForm'

it('sends what changed, and nothing else', () => {
  const form = formOf({ name: 'Hub JIPP', focus: 'Desa', formed_year: 2020 } as Hub)
  expect(patchOf(form, form)).toEqual({})
  expect(patchOf(form, { ...form, focus: ' ', formed_year: '2021', description: 'Baru' })).toEqual({
    focus: null,
    formed_year: 2021,
    description: 'Baru',
  })
})
