import { queryOptions } from '@tanstack/react-query'
import { createContext } from 'react'
import { api } from '@/api/client'
import type { Vocabularies } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import type { Locale } from '../i18n/dictionary'

export const vocabularyOptions = queryOptions({
  queryKey: ['vocabularies'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/vocabularies', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
})

export type VocabularyName = keyof Vocabularies

export function createVocabulary(data: Vocabularies | undefined, locale: Locale) {
  return {
    label: (name: VocabularyName, code: string | number) => {
      const term = data?.[name].find((entry) => String(entry.code) === String(code))
      return term?.[locale] ?? String(code).replaceAll('_', ' ')
    },
    codes: (name: VocabularyName) => data?.[name].map((entry) => String(entry.code)) ?? [],
  }
}

export type Vocabulary = ReturnType<typeof createVocabulary>

export const VocabularyContext = createContext<Vocabulary>(createVocabulary(undefined, 'id'))
