import type { Event, Participant, ParticipantChange } from '@/api/types'

export const responses = ['pending', 'attending', 'declined'] as const
export const decisions = ['undecided', 'agreed', 'declined'] as const

/** What is recorded of a participant. */
export const recorded = ['response', 'attended', 'decision', 'note'] as const
export type Recorded = (typeof recorded)[number]

export const participantOf = (
  event: Pick<Event, 'participants'>,
  institutionId: string | undefined,
) => event.participants.find((one) => one.institution_id === institutionId)

const valueOf = (from: Participant | ParticipantChange, field: Recorded) => from[field] ?? ''

/** The fields of two states of a participant that differ. */
export const differences = (a: Participant, b: Participant) =>
  recorded.filter((field) => valueOf(a, field) !== valueOf(b, field))

/** What was typed and is not what the server has. */
export const unsaved = (row: Participant, typed: ParticipantChange): ParticipantChange =>
  Object.fromEntries(
    recorded
      .filter(
        (field) => typed[field] !== undefined && valueOf(typed, field) !== valueOf(row, field),
      )
      .map((field) => [field, typed[field]]),
  )

/** How the invited institutions stand, counted. */
export function tally(participants: readonly Participant[]) {
  const count = (test: (one: Participant) => boolean) => participants.filter(test).length
  return {
    invited: participants.length,
    attending: count((one) => one.response === 'attending'),
    attended: count((one) => one.attended),
    agreed: count((one) => one.decision === 'agreed'),
    declined: count((one) => one.decision === 'declined'),
  }
}
