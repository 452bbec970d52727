import { expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { en } from '../i18n/en'
import { explain, inServerWords } from './explain'

const words = { title: 'The request cannot be read', detail: 'The cursor is damaged.' }

it.each([400, 403, 409, 412, 422])('tells %i in the words of the server', (status) => {
  const problem = new Problem(status, words)
  expect(inServerWords(problem)).toBe(true)
  expect(explain(problem, en)).toEqual({ title: words.title, text: words.detail })
})

it.each([0, 404, 429, 500, 503])('tells %i in words of its own', (status) => {
  const problem = new Problem(status, words)
  expect(inServerWords(problem)).toBe(false)
  expect(Object.values(en.errors)).toContain(explain(problem, en).text)
})

it('keeps a fault of the page apart from what the server says', () => {
  expect(inServerWords(new TypeError('x is undefined'))).toBe(false)
  expect(explain(new TypeError('x is undefined'), en).text).toBe(en.errors.crash)
})
