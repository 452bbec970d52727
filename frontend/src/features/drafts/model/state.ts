import type { Innovation } from '@/api/types'
import type { Fault } from './check'
import type { Content, Field } from './content'

/** How the writing stands with the server. */
export type Phase =
  /** Everything is there. */
  | 'saved'
  /** Something is not sent yet. */
  | 'waiting'
  | 'saving'
  /** No connection, or a server that cannot right now; it is tried again. */
  | 'offline'
  | 'signed-out'
  /** Somebody else changed the same fields in between; the person has to choose. */
  | 'conflict'
  /** The record cannot be written any more. */
  | 'closed'

export interface Conflict {
  theirs: Innovation
  /** Who saved it, where that is known. */
  by?: string
  /** What both changed, differently. */
  fields: Field[]
}

export interface DraftState {
  phase: Phase
  content: Content
  /** As the server last knew it. */
  record?: Innovation
  savedAt?: number
  /** What the server refused; gone when the field changes. */
  refused: Fault[]
  conflict?: Conflict
  /** Words found on this device that the server did not have. */
  restored: boolean
}
