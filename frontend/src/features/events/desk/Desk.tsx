import { useState, type ReactNode } from 'react'
import { may } from '@/api/allowed'
import type { Event, Participant } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { Section } from '@/shared/ui/Section'
import { ActionItems } from './ActionItems'
import { Attachments } from './Attachments'
import { CheckInCode } from './CheckInCode'
import { Invite } from './Invite'
import { InvitePeople } from './InvitePeople'
import { ParticipantDesk } from './ParticipantDesk'

interface Props {
  event: Event
  account: (institution: Participant['institution']) => ReactNode
}

/** Below an event: what those who run it work with, and the action items for those inside. */
export default function Desk({ event, account }: Props) {
  const { events: t } = useDesk()
  const [fresh, setFresh] = useState<string[]>([])
  return (
    <>
      {may(event, 'record') && (
        <Section title={t.desk} lead={t.deskLead}>
          {may(event, 'invite') && <Invite event={event} onInvited={setFresh} />}
          <InvitePeople
            participants={event.participants.filter((one) => fresh.includes(one.institution_id))}
            account={account}
          />
          <ParticipantDesk event={event} account={account} />
        </Section>
      )}
      {event.action_items && <ActionItems event={event} items={event.action_items} />}
      {(may(event, 'record') || may(event, 'answer') || event.action_items) && (
        <Attachments event={event} />
      )}
      {event.check_in_url && <CheckInCode event={event} url={event.check_in_url} />}
    </>
  )
}
