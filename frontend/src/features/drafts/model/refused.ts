import type { Problem } from '@/api/problem'
import type { Fault } from './check'

/** The server's word on each field. */
export const refusedIn = (problem: Problem): Fault[] =>
  (problem.document.errors ?? []).map(({ pointer, code, message }) => ({
    pointer,
    code: code === 'required' ? 'required' : 'refused',
    message,
  }))
