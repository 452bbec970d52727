import type { Dictionary } from '@/shared/i18n/dictionary'

export interface LoginErrors {
  email?: string
  password?: string
}

/** What can be said before asking the server. */
export function checkLogin(email: string, password: string, t: Dictionary['auth']): LoginErrors {
  return {
    ...(email === ''
      ? { email: t.required }
      : /^\S+@\S+\.\S+$/.test(email)
        ? {}
        : { email: t.invalidEmail }),
    ...(password === '' ? { password: t.required } : {}),
  }
}
