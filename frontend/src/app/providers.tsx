import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { VocabularyProvider } from '@/shared/vocabulary/VocabularyProvider'
import { queryClient } from './queryClient'

export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <VocabularyProvider>{children}</VocabularyProvider>
    </QueryClientProvider>
  )
}
