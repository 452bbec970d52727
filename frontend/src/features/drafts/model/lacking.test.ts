import { expect, it } from 'vitest'
import { record } from './autosave.fake'
import { emptyContent } from './content'
import { lacking } from './lacking'

const missing = ['/summary', '/benefit'].map((pointer) => ({ pointer, code: 'required' }))

it('is what the server misses and this device does not have either', () => {
  const there = record({ completeness_missing: missing })
  const typed = { ...emptyContent('h1'), title: 'Antrean', benefit: 'Belum terkirim.' }
  expect(lacking(there, typed)).toEqual([{ pointer: '/summary', code: 'required' }])
})

it('is nothing before the server has seen the draft', () => {
  expect(lacking(undefined, emptyContent())).toEqual([])
})
