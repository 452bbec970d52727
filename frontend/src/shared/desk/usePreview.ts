import { useQuery } from '@tanstack/react-query'
import { Problem } from '@/api/problem'

/** The code that renders previews. It comes after the form, and stays when the line breaks. */
export const usePreview = () =>
  useQuery({
    queryKey: ['code', 'markdown'],
    queryFn: () =>
      import('./markdown').catch((error: unknown) => {
        throw navigator.onLine ? error : new Problem(0)
      }),
    staleTime: 'static',
    gcTime: Infinity,
  })
