import { useEffect } from 'react'
import type { Mou, User } from '@/api/types'
import { ChoiceField } from '@/shared/desk/Field'
import { Restored } from '@/shared/desk/Restored'
import { useKept } from '@/shared/desk/useKept'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useNewMou } from '../api/changes'
import { useHubsToDraftFor, useTemplate } from '../api/hubs'
import { bodyOf, emptyForm, filledIn, isUntouched, type MouForm } from '../model/form'
import { idOf } from './fieldIds'
import { MouFormView } from './MouFormView'
import { Unfinished } from './Unfinished'

interface Props {
  user: User
  /** Slug or id of the hub that it was begun from. */
  hub: string | undefined
  onSaved: (mou: Mou) => void
}

export function NewMou({ user, hub, onSaved }: Props) {
  const { mous } = useDesk()
  const words = useT()
  const t = mous.form
  const kept = useKept<MouForm>('mou.new', () => emptyForm)
  const create = useNewMou()
  const hubs = useHubsToDraftFor(user)
  const template = useTemplate()

  async function choose(hub_id: string) {
    kept.change((form) => ({ ...form, hub_id }))
    if (!hub_id) return
    const body = await template(hub_id).catch(() => undefined)
    // What was typed meanwhile stays.
    if (body) kept.change((form) => (isUntouched(form) ? filledIn(form, body) : form))
  }

  // One's only hub, or the one that this was begun from, is chosen already.
  const begun = hubs?.find(({ id, slug }) => id === hub || slug === hub)
  const only = begun ?? (hubs?.length === 1 ? hubs[0] : undefined)
  const first = kept.value.hub_id === '' ? only?.id : undefined
  useEffect(() => {
    if (first) void choose(first)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the hubs have come
  }, [first])

  return (
    <div className="container">
      <PageHeading
        title={t.newTitle}
        lead={t.newLead}
        crumbs={[{ label: words.mous.title, to: '/mous' }]}
      />
      {kept.restored && <Restored onDiscard={() => kept.done()} />}
      <MouFormView
        form={kept.value}
        hub={(fault) => (
          <>
            <ChoiceField
              id={idOf('hub_id')}
              label={t.hub}
              value={kept.value.hub_id}
              error={fault}
              options={[
                { value: '', label: t.hubChoose },
                ...(hubs ?? []).map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(id) => void choose(id)}
            />
            {kept.value.hub_id && <Unfinished hub={kept.value.hub_id} />}
          </>
        )}
        save={create}
        onChange={(typed) => kept.change((form) => ({ ...form, ...typed }))}
        onSubmit={() =>
          create.mutate(bodyOf(kept.value), {
            onSuccess: (mou) => {
              kept.done()
              onSaved(mou)
            },
          })
        }
        back={{ to: '/mous' }}
      />
    </div>
  )
}
