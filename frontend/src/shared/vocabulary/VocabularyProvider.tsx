import { useQuery } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { useLocale } from '../i18n/useT'
import { createVocabulary, VocabularyContext, vocabularyOptions } from './vocabulary'

/** One subscription for the hundreds of labels on a page. */
export function VocabularyProvider({ children }: { children: ReactNode }) {
  const { data } = useQuery(vocabularyOptions)
  const locale = useLocale()
  const vocabulary = useMemo(() => createVocabulary(data, locale), [data, locale])
  return <VocabularyContext value={vocabulary}>{children}</VocabularyContext>
}
