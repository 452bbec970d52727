import { useLocale } from '@/shared/i18n/useT'
import { reading as en } from './en/reading'
import { reading as id } from './id/reading'

/** The words of the pages of posts. They come with those pages, not with the first one. */
export const useReading = () => (useLocale() === 'en' ? en : id)
