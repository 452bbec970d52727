import type { Innovation } from '@/api/types'
import { fieldOf, type Fault } from './check'
import type { Content, Field } from './content'
import { wireOf } from './wire'

/** What submitting needs, by the server's word, and nobody has typed here since. */
export function lacking(record: Innovation | undefined, content: Content): Fault[] {
  const typed = wireOf(content)
  return (record?.completeness_missing ?? [])
    .filter(({ pointer }) => !typed[fieldOf(pointer) as Field])
    .map(({ pointer }) => ({ pointer, code: 'required' }))
}
