import { QueryClient } from '@tanstack/react-query'
import { isProblem } from '@/api/problem'

const minute = 60_000

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: minute,
      // Back must find the list it left, even after a long read.
      gcTime: 30 * minute,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      // What the server refused it will refuse again; only a broken line is worth a second try.
      retry: (failures, error) =>
        failures < 1 && (!isProblem(error) || error.offline || error.status === 503),
      retryDelay: 800,
    },
    mutations: { networkMode: 'always' },
  },
})
