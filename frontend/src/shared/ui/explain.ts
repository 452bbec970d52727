import { isProblem } from '@/api/problem'
import type { Dictionary } from '../i18n/dictionary'

/** What went wrong and what to do, in words for people. */
export function explain(error: unknown, { errors }: Dictionary) {
  if (!isProblem(error)) return { title: errors.crashTitle, text: errors.crash }
  if (error.offline) return { title: errors.offlineTitle, text: errors.offline }
  if (error.status === 404) return { title: errors.notFoundTitle, text: errors.notFound }
  if (error.status === 429) return { title: errors.busyTitle, text: errors.busy }
  if (error.status >= 500) return { title: errors.serverTitle, text: errors.server }
  return { title: error.document.title ?? errors.otherTitle, text: error.message }
}
