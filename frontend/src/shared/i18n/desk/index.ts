import { useLocale } from '../useT'
import { en } from './en'
import { id } from './id'

/** The words of the pages behind the sign-in. They come with those pages, not with the first one. */
export type Desk = typeof id

export const useDesk = (): Desk => (useLocale() === 'en' ? en : id)
