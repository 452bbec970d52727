import { describe, expect, it } from 'vitest'
import { id } from '@/shared/i18n/id'
import { checkLogin } from './checkLogin'

describe('checkLogin', () => {
  it('finds everything that is missing at once', () => {
    expect(checkLogin('', '', id.auth)).toEqual({
      email: id.auth.required,
      password: id.auth.required,
    })
  })

  it('asks for a whole address', () => {
    expect(checkLogin('ratna@kkp', 'x', id.auth)).toEqual({ email: id.auth.invalidEmail })
  })

  it('has nothing to say about a sound form', () => {
    expect(checkLogin('ratna@kkp.go.id', 'x', id.auth)).toEqual({})
  })
})
