import { expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { emptyForm } from '../model/form'
import { checkFor, refusalOf } from './faults'

const form = { ...emptyForm, title: 'Judul' }

it('asks more of what readers are to see than of a draft', () => {
  expect(checkFor(undefined, form)).toEqual({})
  expect(checkFor('published', form)).toEqual({ body: 'required' })
  const late = { ...form, body: 'isi', publish_at: '2020-01-01T10:00' }
  expect(checkFor('scheduled', late)).toEqual({ publish_at: 'past' })
  expect(checkFor('scheduled', { ...late, publish_at: '' })).toEqual({ publish_at: 'required' })
  expect(checkFor('published', late)).toEqual({})
})

it('finds what the server says of a field or of a part of it', () => {
  const errors = [{ pointer: '/tags/3', code: 'x', message: 'Terlalu panjang.' }]
  const refused = new Problem(422, { errors })
  expect(refusalOf(refused, 'tags')).toBe('Terlalu panjang.')
  expect(refusalOf(refused, 'title')).toBeUndefined()
})
