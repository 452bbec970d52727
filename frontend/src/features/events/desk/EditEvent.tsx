import { useState } from 'react'
import { may } from '@/api/allowed'
import { isProblem } from '@/api/problem'
import type { Event } from '@/api/types'
import { Restored } from '@/shared/desk/Restored'
import { useKept } from '@/shared/desk/useKept'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useSaveEvent } from '../api/changes'
import { useEvent } from '../api/event'
import { ownZone } from '../model/days'
import { begin, follow, patchOf, take, type Editing } from '../model/form'
import { Clashes } from './Clashes'
import { EventForm } from './EventForm'

interface Props {
  id: string
  onSaved: () => void
}

export function EditEvent({ id, onSaved }: Props) {
  const { events } = useDesk()
  const words = useT()
  const t = events.form
  const { data, error, isFetchedAfterMount } = useEvent(id)
  // What the writing begins with is the server's latest.
  const ready = data && (isFetchedAfterMount || error)
  return (
    <div className="container">
      <PageHeading
        title={t.editTitle}
        lead={data && <span lang={recordLanguage}>{data.title}</span>}
        crumbs={[{ label: words.events.title, to: '/events' }]}
      />
      {ready ? (
        <Body event={data} onSaved={onSaved} />
      ) : error ? (
        <Failure error={error} />
      ) : (
        <Lines count={6} height={60} />
      )}
    </div>
  )
}

function Body({ event, onSaved }: { event: Event; onSaved: () => void }) {
  const { events } = useDesk()
  const t = events.form
  // Known once, it stays: what ends meanwhile must not take the form away.
  const [mine] = useState(may(event, 'update'))
  if (mine) return <Form event={event} onSaved={onSaved} />
  return (
    <Notice tone="warn">
      <p>{t.notYours}</p>
      <ButtonLink to="/events/$id" params={{ id: event.id }} variant="default">
        {t.toEvent}
      </ButtonLink>
    </Notice>
  )
}

function Form({ event, onSaved }: { event: Event; onSaved: () => void }) {
  const { common } = useDesk()
  const kept = useKept<Editing>(`event.${event.id}`, () => begin(event, ownZone()))
  const save = useSaveEvent(event.id)
  const { value } = kept
  const patch = patchOf(value.base, value.form)
  const untouched = Object.keys(patch).length === 0
  // Somebody saved meanwhile: the form follows where nothing was typed.
  if (value.version !== event.version) {
    if (untouched) kept.done(begin(event, value.form.zone))
    else kept.change((editing) => follow(editing, event))
  }

  return (
    <>
      {kept.restored && <Restored onDiscard={() => kept.done(begin(event, ownZone()))} />}
      {isProblem(save.error, 412) && value.clashes.length === 0 && (
        <Notice tone="warn" live>
          {common.changedMeanwhile}
        </Notice>
      )}
      <Clashes
        event={event}
        clashes={value.clashes}
        onSettle={(field, theirs) =>
          kept.change((editing) => ({
            ...editing,
            form: theirs ? take(editing.form, event, [field]) : editing.form,
            clashes: editing.clashes.filter((one) => one !== field),
          }))
        }
      />
      <EventForm
        form={value.form}
        forming={false}
        save={save}
        onChange={(change) =>
          kept.change((editing) => ({ ...editing, form: { ...editing.form, ...change } }))
        }
        onSubmit={() => {
          const done = () => {
            kept.done()
            onSaved()
          }
          if (untouched) done()
          else save.mutate({ version: event.version, patch }, { onSuccess: done })
        }}
        back={{ to: '/events/$id', params: { id: event.id } }}
      />
    </>
  )
}
