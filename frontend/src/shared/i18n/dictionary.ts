import type { id } from './id'

/** Indonesian is the source: another language must have exactly its keys. */
export type Dictionary = typeof id
export type Locale = 'id' | 'en'
