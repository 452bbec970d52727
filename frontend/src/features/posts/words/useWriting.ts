import { useLocale } from '@/shared/i18n/useT'
import { writing as en } from './en/writing'
import { writing as id } from './id/writing'

/** The words of writing, discussing and moderating: for who signed in. */
export const useWriting = () => (useLocale() === 'en' ? en : id)
