import createClient from 'openapi-fetch'
import { currentLocale } from '@/shared/i18n/locale'
import { takeEarly } from './early'
import type { paths } from './schema'
import { session } from './session'

/** The one way to the server: typed by the contract, signed in when the visitor is. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  querySerializer: { array: { style: 'form', explode: false } },
  fetch: async (request) => {
    request.headers.set('Accept-Language', currentLocale())
    return (await takeEarly(request)) ?? session.fetch(request)
  },
})
