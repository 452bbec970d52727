import { useQueryClient } from '@tanstack/react-query'

/** Events are shown in lists, move hubs, and are counted. */
export function useAfterwards() {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [['events'], ['hubs'], ['stats']].map((queryKey) => client.invalidateQueries({ queryKey })),
    )
}
