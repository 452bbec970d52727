import { useLocale } from '@/shared/i18n/useT'
import { words as en } from './en'
import { words as id } from './id'

/** The words of the search. They come with it, not with the first page. */
export const useWords = () => (useLocale() === 'en' ? en : id)
