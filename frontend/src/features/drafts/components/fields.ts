import type { User } from '@/api/types'
import type { Content } from '../model/content'
import type { DraftState } from '../model/state'

/** What every part of the form works with. */
export interface Fields {
  user: User
  state: DraftState
  /** The word on a field, by pointer, when it is time to say it. */
  fault: (pointer: string) => string | undefined
  onChange: (change: Partial<Content>) => void
}
export type FieldsProps = Fields
