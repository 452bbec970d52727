import { useState, type SubmitEvent } from 'react'
import type { Event } from '@/api/types'
import { Done } from '@/shared/desk/Done'
import { AreaField } from '@/shared/desk/Field'
import { useKept } from '@/shared/desk/useKept'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { useInstitutions } from '@/shared/institutions/institutions'
import { Button } from '@/shared/ui/Button'
import { explain } from '@/shared/ui/explain'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { useInviteInstitutions } from '../api/participants'
import { chosenOf, emptyChoice } from '../model/invite'
import classes from './Desk.module.css'
import { InviteKinds } from './InviteKinds'
import { InviteSearch } from './InviteSearch'

interface Props {
  event: Event
  onInvited: (institutionIds: string[]) => void
}

export function Invite({ event, onInvited }: Props) {
  const words = useT()
  const format = useFormat()
  const { events } = useDesk()
  const t = events.invite
  const { data, error } = useInstitutions()
  const send = useInviteInstitutions(event.id)
  const choice = useKept(`event.${event.id}.invite`, emptyChoice)
  const [checked, setChecked] = useState(false)
  const [began] = useState(event.participants.length === 0 || choice.restored)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={2} height={60} />

  const invited = new Set(event.participants.map((one) => one.institution_id))
  const open = data.filter(({ id }) => !invited.has(id))
  const { chosen, already, unknown } = chosenOf(choice.value, data, open)
  const { ids, kinds, pasted } = choice.value

  function submit(submitted: SubmitEvent) {
    submitted.preventDefault()
    setChecked(true)
    if (chosen.length === 0 || send.isPending) return
    send.mutate(
      { institution_ids: chosen.map(({ id }) => id) },
      {
        onSuccess: () => {
          onInvited(chosen.map(({ id }) => id))
          choice.done()
          // What names nobody stays, to be put right.
          if (unknown.length > 0) {
            choice.change(() => ({ ...emptyChoice(), pasted: unknown.join('\n') }))
          }
          setChecked(false)
        },
      },
    )
  }

  return (
    <>
      <details className={classes.invite} open={began}>
        <summary>{t.title}</summary>
        <form className={classes.ways} onSubmit={submit} noValidate>
          <p>{t.lead}</p>
          {event.hub_formation && <Notice>{t.forming}</Notice>}
          <InviteSearch
            institutions={open}
            chosen={ids}
            onChange={(next) => choice.change((all) => ({ ...all, ids: next }))}
          />
          <InviteKinds
            institutions={open}
            chosen={kinds}
            onChange={(next) => choice.change((all) => ({ ...all, kinds: next }))}
          />
          <AreaField
            id="invite-paste"
            label={t.paste}
            hint={t.pasteHint}
            optional
            rows={3}
            value={pasted}
            onChange={(text) => choice.change((all) => ({ ...all, pasted: text }))}
          />
          {already.length > 0 && (
            <Notice>{t.already(already.map((one) => one.short_name).join(', '))}</Notice>
          )}
          {unknown.length > 0 && (
            <Notice tone="warn">
              <p>{t.unknown(format.number(unknown.length))}</p>
              <ul>
                {unknown.map((line, index) => (
                  <li key={index}>{line}</li>
                ))}
              </ul>
            </Notice>
          )}
          <Button type="submit" size="md" loading={send.isPending}>
            {t.send(format.number(chosen.length))}
          </Button>
          {checked && chosen.length === 0 && (
            <Notice tone="bad" live>
              {t.nothing}
            </Notice>
          )}
          {send.error && (
            <Notice tone="bad" live>
              {explain(send.error, words).text}
            </Notice>
          )}
        </form>
      </details>
      {send.isSuccess && (
        <Done>{t.done(format.number(send.variables.institution_ids?.length ?? 0))}</Done>
      )}
    </>
  )
}
