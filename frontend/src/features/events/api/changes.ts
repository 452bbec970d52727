import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Event, EventNew, EventPatch, EventStatus } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import { useKeyOf } from '@/shared/desk/newKey'
import { useAfterwards } from './afterwards'
import { eventOptions } from './event'

const by = (id: string) => ({ path: { id } })

export function useNewEvent() {
  const after = useAfterwards()
  const keyOf = useKeyOf()
  return useMutation({
    mutationFn: (body: EventNew) =>
      unwrap(
        api.POST('/api/v1/events', {
          params: { header: { 'Idempotency-Key': keyOf(body) } },
          body,
        }),
      ),
    onSuccess: after,
  })
}

export function useSaveEvent(id: string) {
  const after = useAfterwards()
  return useMutation({
    mutationFn: ({ version, patch }: { version: number; patch: EventPatch }) =>
      unwrap(
        api.PATCH('/api/v1/events/{id}', {
          params: { ...by(id), header: ifMatch({ version }) },
          body: patch,
        }),
      ),
    onSettled: after,
  })
}

export function useDeleteEvent(event: Pick<Event, 'id' | 'version'>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE('/api/v1/events/{id}', {
          params: { ...by(event.id), header: ifMatch(event) },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['events'], refetchType: 'none' }),
    // Somebody changed it: the page shows how.
    onError: () => client.invalidateQueries({ queryKey: eventOptions(event.id).queryKey }),
  })
}

interface Step {
  to: EventStatus
  note?: string
}

/** The status alone decides what may follow: answers that arrive meanwhile do not stand in the way. */
export function useMoveEvent(id: string) {
  const after = useAfterwards()
  return useMutation({
    mutationFn: (body: Step) =>
      unwrap(api.POST('/api/v1/events/{id}/transitions', { params: by(id), body })),
    onSettled: after,
  })
}
