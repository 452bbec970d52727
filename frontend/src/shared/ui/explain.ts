import { isProblem } from '@/api/problem'
import type { Dictionary } from '../i18n/dictionary'

/** Whether it is told in the server's own words, which are in the language of the request. */
export const inServerWords = (error: unknown) =>
  isProblem(error) &&
  error.status >= 400 &&
  error.status < 500 &&
  error.status !== 404 &&
  error.status !== 429

/** What went wrong and what to do, in words for people. */
export function explain(error: unknown, { errors }: Dictionary) {
  if (!isProblem(error)) return { title: errors.crashTitle, text: errors.crash }
  if (inServerWords(error)) {
    return { title: error.document.title ?? errors.otherTitle, text: error.message }
  }
  if (error.offline) return { title: errors.offlineTitle, text: errors.offline }
  if (error.status === 404) return { title: errors.notFoundTitle, text: errors.notFound }
  if (error.status === 429) return { title: errors.busyTitle, text: errors.busy }
  return { title: errors.serverTitle, text: errors.server }
}
