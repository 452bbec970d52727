import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Event, Invitees, Participant, ParticipantChange } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import { differences, participantOf } from '../model/participants'
import { sendAgain } from '../model/sendAgain'
import { useAfterwards } from './afterwards'
import { eventOptions } from './event'

/** Reads the event anew; the page shows what came. */
function useRead(id: string) {
  const client = useQueryClient()
  return () => client.query({ ...eventOptions(id), staleTime: 0 })
}

const same = (event: Event, before: Participant) => {
  const now = participantOf(event, before.institution_id)
  return now !== undefined && differences(before, now).length === 0
}

interface Recording {
  /** As it was when the typing began. */
  before: Participant
  change: ParticipantChange
}

/** Records what became of an institution, or its answer. */
export function useRecordParticipant(event: Event) {
  const after = useAfterwards()
  const read = useRead(event.id)
  return useMutation({
    mutationFn: ({ before, change }: Recording) =>
      sendAgain({
        event,
        read,
        unchanged: (now) => same(now, before),
        send: (seen) =>
          unwrap(
            api.PUT('/api/v1/events/{id}/participants/{institution_id}', {
              params: {
                path: { id: event.id, institution_id: before.institution_id },
                header: ifMatch(seen),
              },
              body: change,
            }),
          ),
      }),
    onSettled: after,
  })
}

export function useUninvite(event: Event) {
  const after = useAfterwards()
  const read = useRead(event.id)
  return useMutation({
    mutationFn: (before: Participant) =>
      sendAgain({
        event,
        read,
        unchanged: (now) => same(now, before),
        send: (seen) =>
          unwrap(
            api.DELETE('/api/v1/events/{id}/participants/{institution_id}', {
              params: {
                path: { id: event.id, institution_id: before.institution_id },
                header: ifMatch(seen),
              },
            }),
          ),
      }),
    onSettled: after,
  })
}

export function useInviteInstitutions(id: string) {
  const after = useAfterwards()
  return useMutation({
    mutationFn: (body: Invitees) =>
      unwrap(api.POST('/api/v1/events/{id}/invitations', { params: { path: { id } }, body })),
    onSettled: after,
  })
}

export function useCheckIn(id: string) {
  const after = useAfterwards()
  return useMutation({
    mutationFn: (code: string) =>
      unwrap(
        api.POST('/api/v1/events/{id}/check-ins', { params: { path: { id } }, body: { code } }),
      ),
    onSuccess: after,
  })
}
