import { may } from '@/api/allowed'
import type { Event, User } from '@/api/types'
import { Restored } from '@/shared/desk/Restored'
import { useKept } from '@/shared/desk/useKept'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useNewEvent } from '../api/changes'
import { ownZone } from '../model/days'
import { bodyOf, emptyForm, type EventForm as Form } from '../model/form'
import { EventForm } from './EventForm'

interface Props {
  user: User
  onSaved: (event: Event) => void
}

export function NewEvent({ user, onSaved }: Props) {
  const { events } = useDesk()
  const words = useT()
  const t = events.form
  const kept = useKept<Form>('event.new', () => emptyForm(ownZone()))
  const create = useNewEvent()
  return (
    <div className="container">
      <PageHeading
        title={t.newTitle}
        lead={t.newLead}
        crumbs={[{ label: words.events.title, to: '/events' }]}
      />
      {kept.restored && <Restored onDiscard={() => kept.done()} />}
      <EventForm
        form={kept.value}
        forming={may(user, 'run_formation_event')}
        save={create}
        onChange={(change) => kept.change((form) => ({ ...form, ...change }))}
        onSubmit={() =>
          create.mutate(bodyOf(kept.value), {
            onSuccess: (event) => {
              kept.done()
              onSaved(event)
            },
          })
        }
        back={{ to: '/events' }}
      />
    </div>
  )
}
