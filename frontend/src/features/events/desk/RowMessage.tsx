import { isProblem } from '@/api/problem'
import type { Participant } from '@/api/types'
import { missingGuards } from '@/shared/desk/record'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { differences, type Recorded } from '../model/participants'
import type { useRecordParticipant } from '../api/participants'
import type { Typed } from './ParticipantDesk'

interface Props {
  row: Participant
  typed: Typed | undefined
  record: ReturnType<typeof useRecordParticipant>
  dirty: boolean
}

/** How saving a row went. */
export function RowMessage({ row, typed, record: { error, isSuccess }, dirty }: Props) {
  const words = useT()
  const { events: t, common } = useDesk()
  const name: Record<Recorded, string> = {
    response: `${words.events.response}: ${words.events.responses[row.response]}`,
    attended: `${words.events.attended}: ${row.attended ? words.events.was.yes : words.events.was.no}`,
    decision: `${words.events.decision}: ${words.events.decisions[row.decision]}`,
    note: `${t.note}: ${row.note ?? common.empty}`,
  }
  if (!error) return <p role="status">{isSuccess && !dirty && common.saved}</p>
  const guards = missingGuards(error)
  const now = typed ? differences(typed.before, row).map((field) => name[field]) : []
  return (
    <Notice tone={isProblem(error, 412) ? 'warn' : 'bad'} live>
      {isProblem(error, 412)
        ? now.length > 0
          ? t.rowChanged(now.join('; '))
          : common.changedMeanwhile
        : guards.length > 0
          ? guards.map((guard) => common.guards[guard] ?? guard).join(' ')
          : explain(error, words).text}
    </Notice>
  )
}
