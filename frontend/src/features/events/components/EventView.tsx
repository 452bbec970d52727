import { lazy, Suspense, type ReactNode } from 'react'
import type { Event, Participant } from '@/api/types'
import { may } from '@/api/allowed'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { WithAside } from '@/shared/ui/Aside'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { Section } from '@/shared/ui/Section'
import { useEvent } from '../api/event'
import { tally } from '../model/participants'
import { EventAside } from './EventAside'
import { EventTags } from './EventTags'
import { EventTexts } from './EventTexts'
import { ParticipantTable } from './ParticipantTable'

// Visitors never fetch what they may not do.
const Desk = lazy(() => import('../desk/Desk'))
const Bar = lazy(() => import('../desk/Bar'))

interface Props {
  id: string
  /** Accounts for the people of an invited institution. */
  account: (institution: Participant['institution']) => ReactNode
}

export function EventView({ id, account }: Props) {
  const { data, error } = useEvent(id)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={6} />
  return <Shown event={data} account={account} />
}

function Shown({ event, account }: { event: Event; account: Props['account'] }) {
  const { events: t } = useT()
  const works = (event.allowed_actions?.length ?? 0) > 0 || event.action_items != null
  return (
    <div className="container">
      <PageHeading
        title={event.title}
        crumbs={[{ label: t.title, to: '/events' }]}
        lang={recordLanguage}
      >
        <EventTags event={event} />
      </PageHeading>
      {works && (
        <Suspense fallback={<Lines count={1} height={44} />}>
          <Bar event={event} />
        </Suspense>
      )}
      <WithAside>
        <EventTexts event={event} />
        <EventAside event={event} />
      </WithAside>
      {!may(event, 'record') && <Participants event={event} />}
      {works && (
        <Suspense fallback={<Lines count={4} height={80} />}>
          <Desk event={event} account={account} />
        </Suspense>
      )}
    </div>
  )
}

function Participants({ event }: { event: Event }) {
  const { events: t } = useT()
  const format = useFormat()
  const { invited, agreed } = tally(event.participants)
  const decided = agreed > 0 ? t.tally(format.number(invited), format.number(agreed)) : undefined
  return (
    <Section title={t.participants} lead={decided}>
      <ParticipantTable event={event} />
    </Section>
  )
}
