import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Mou, MouNew, MouPatch, MouStatus, SignatureNew } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import { useKeyOf } from '@/shared/desk/newKey'

const by = (id: string) => ({ path: { id } })
type Seen = Pick<Mou, 'id' | 'version'>

/** A MoU is shown in lists, moves its hub, and is counted. */
function useAfterwards() {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [['mous'], ['hubs'], ['stats']].map((queryKey) => client.invalidateQueries({ queryKey })),
    )
}

export function useNewMou() {
  const after = useAfterwards()
  const keyOf = useKeyOf()
  return useMutation({
    mutationFn: (body: MouNew) =>
      unwrap(
        api.POST('/api/v1/mous', { params: { header: { 'Idempotency-Key': keyOf(body) } }, body }),
      ),
    onSuccess: after,
  })
}

export function useSaveMou(id: string) {
  const after = useAfterwards()
  return useMutation({
    mutationFn: ({ version, patch }: { version: number; patch: MouPatch }) =>
      unwrap(
        api.PATCH('/api/v1/mous/{id}', {
          params: { ...by(id), header: ifMatch({ version }) },
          body: patch,
        }),
      ),
    onSettled: after,
  })
}

interface Step {
  to: MouStatus
  note?: string
}

/** What was read must still be what it is: nobody approves a text that changed meanwhile. */
export function useMoveMou({ id, version }: Seen) {
  const after = useAfterwards()
  return useMutation({
    mutationFn: (body: Step) =>
      unwrap(
        api.POST('/api/v1/mous/{id}/transitions', {
          params: { ...by(id), header: ifMatch({ version }) },
          body,
        }),
      ),
    onSettled: after,
  })
}

export function useComment(id: string) {
  const after = useAfterwards()
  const keyOf = useKeyOf()
  return useMutation({
    mutationFn: (body: { body: string }) =>
      unwrap(
        api.POST('/api/v1/mous/{id}/comments', {
          params: { ...by(id), header: { 'Idempotency-Key': keyOf(body) } },
          body,
        }),
      ),
    onSettled: after,
  })
}

export function useSign({ id, version }: Seen) {
  const after = useAfterwards()
  return useMutation({
    mutationFn: (body: SignatureNew) =>
      unwrap(
        api.POST('/api/v1/mous/{id}/signatures', {
          params: { ...by(id), header: ifMatch({ version }) },
          body,
        }),
      ),
    onSettled: after,
  })
}

export function useRenew({ id, version }: Seen) {
  const after = useAfterwards()
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/mous/{id}/renewals', {
          params: { ...by(id), header: ifMatch({ version }) },
          body: {},
        }),
      ),
    onSettled: after,
  })
}

export function useRestoreMou({ id, version }: Seen) {
  const after = useAfterwards()
  return useMutation({
    mutationFn: (revision: number) =>
      unwrap(
        api.POST('/api/v1/mous/{id}/revisions/{version}/restore', {
          params: { path: { id, version: revision }, header: ifMatch({ version }) },
        }),
      ),
    onSettled: after,
  })
}
