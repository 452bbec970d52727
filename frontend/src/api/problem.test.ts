import { describe, expect, it } from 'vitest'
import { isProblem, Problem } from './problem'
import { unwrap } from './unwrap'

const answer = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers })

describe('Problem', () => {
  it('speaks in the words of the server', () => {
    const problem = Problem.of(answer(422), {
      type: '/problems/validation-failed',
      title: 'Isian belum benar',
      detail: 'Perbaiki isian.',
      instance: 'req-1',
      errors: [{ pointer: '/name', code: 'required', message: 'Wajib diisi.' }],
    })
    expect(problem.message).toBe('Perbaiki isian.')
    expect(problem.slug).toBe('validation-failed')
    expect(problem.about('/name')).toBe('Wajib diisi.')
    expect(problem.about('/email')).toBeUndefined()
  })

  it('finds the request id and the waiting time in the headers', () => {
    const problem = Problem.of(answer(429, { 'X-Request-Id': 'req-2', 'Retry-After': '9' }), 'busy')
    expect(problem.document.instance).toBe('req-2')
    expect(problem.retryAfter).toBe(9)
  })

  it('does not wait for a date it cannot count', () => {
    const problem = Problem.of(answer(503, { 'Retry-After': 'Wed, 21 Oct 2026 07:28:00 GMT' }), {})
    expect(problem.retryAfter).toBeUndefined()
  })
})

describe('unwrap', () => {
  it('gives the body of a good answer', async () => {
    const call = Promise.resolve({ data: { id: 1 }, response: answer(200) })
    await expect(unwrap(call)).resolves.toEqual({ id: 1 })
  })

  it('throws a refused one', async () => {
    const call = Promise.resolve({ error: { title: 'Tidak ada' }, response: answer(404) })
    await expect(unwrap(call)).rejects.toSatisfy((error) => isProblem(error, 404))
  })

  it('knows when there was no answer at all', async () => {
    const call = Promise.reject(new TypeError('Failed to fetch'))
    await expect(unwrap(call)).rejects.toSatisfy((error) => isProblem(error) && error.offline)
  })

  it('leaves a cancelled request alone', async () => {
    const call = Promise.reject(new DOMException('cancelled', 'AbortError'))
    await expect(unwrap(call)).rejects.toHaveProperty('name', 'AbortError')
  })
})
