import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { ActionItem, ActionItemNew, Event } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import { useKeyOf } from '@/shared/desk/newKey'
import { sendAgain } from '../model/sendAgain'
import { eventOptions } from './event'

function useEventQuery(id: string) {
  const client = useQueryClient()
  const options = eventOptions(id)
  return {
    read: () => client.query({ ...options, staleTime: 0 }),
    refresh: () => client.invalidateQueries({ queryKey: options.queryKey }),
  }
}

const unchanged = (before: ActionItem) => (event: Event) => {
  const now = event.action_items?.find(({ id }) => id === before.id)
  return JSON.stringify(now) === JSON.stringify(before)
}

export function useAddActionItem(event: Event) {
  const { refresh } = useEventQuery(event.id)
  const keyOf = useKeyOf()
  return useMutation({
    mutationFn: (body: ActionItemNew) =>
      unwrap(
        api.POST('/api/v1/events/{id}/action-items', {
          params: { path: { id: event.id }, header: { 'Idempotency-Key': keyOf(body) } },
          body,
        }),
      ),
    onSettled: refresh,
  })
}

interface Change {
  before: ActionItem
  patch: Partial<ActionItemNew>
}

const pathOf = (event: Event, item: ActionItem) => ({ id: event.id, item_id: item.id })

export function useSaveActionItem(event: Event) {
  const { read, refresh } = useEventQuery(event.id)
  return useMutation({
    mutationFn: ({ before, patch }: Change) =>
      sendAgain({
        event,
        read,
        unchanged: unchanged(before),
        send: (seen) =>
          unwrap(
            api.PATCH('/api/v1/events/{id}/action-items/{item_id}', {
              params: { path: pathOf(event, before), header: ifMatch(seen) },
              // A merge patch: what is left out stays, though the contract's type names all of it.
              body: patch as ActionItemNew,
            }),
          ),
      }),
    onSettled: refresh,
  })
}

export function useRemoveActionItem(event: Event) {
  const { read, refresh } = useEventQuery(event.id)
  return useMutation({
    mutationFn: (before: ActionItem) =>
      sendAgain({
        event,
        read,
        unchanged: unchanged(before),
        send: (seen) =>
          unwrap(
            api.DELETE('/api/v1/events/{id}/action-items/{item_id}', {
              params: { path: pathOf(event, before), header: ifMatch(seen) },
            }),
          ),
      }),
    onSettled: refresh,
  })
}

/** People who could do it: those that the caller may see. */
export const useAssignees = (q: string) =>
  useQuery({
    queryKey: ['users', 'assignees', q],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/users', {
          params: { query: { active: true, sort: 'name', limit: 20, ...(q ? { q } : {}) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
