import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Hub, HubStatus } from '@/api/types'
import { unwrap } from '@/api/unwrap'

interface Step {
  to: HubStatus
  note?: string
}

/** Takes a hub to its next status; what it was read as must still be what it is. */
export function useMoveHub({ id, version }: Hub) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Step) =>
      unwrap(
        api.POST('/api/v1/hubs/{id}/transitions', {
          params: { path: { id }, header: ifMatch({ version }) },
          body,
        }),
      ),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['hubs'] }),
        client.invalidateQueries({ queryKey: ['stats'] }),
      ]),
  })
}
