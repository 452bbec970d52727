import { useQueryClient } from '@tanstack/react-query'

/** Asks again for everything on the page that failed: what broke one request broke others too. */
export function useRetry() {
  const client = useQueryClient()
  return () =>
    void client.refetchQueries({
      type: 'active',
      predicate: (query) => query.state.status === 'error',
    })
}
