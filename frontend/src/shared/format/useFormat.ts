import { useLocale } from '../i18n/useT'
import { formatFor } from './format'

export const useFormat = () => formatFor(useLocale())
