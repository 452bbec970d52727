import { useState } from 'react'
import { may } from '@/api/allowed'
import type { Mou } from '@/api/types'
import { Restored } from '@/shared/desk/Restored'
import { useKept } from '@/shared/desk/useKept'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Facts } from '@/shared/ui/Facts'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useSaveMou } from '../api/changes'
import { useMou } from '../api/mou'
import { formOf, patchOf, type MouForm } from '../model/form'
import { MouFormView } from './MouFormView'

interface Props {
  id: string
  onSaved: () => void
}

export function EditMou({ id, onSaved }: Props) {
  const { mous } = useDesk()
  const words = useT()
  const { data, error, isFetchedAfterMount } = useMou(id)
  // What the writing begins with is the server's latest.
  const ready = data && (isFetchedAfterMount || error)
  return (
    <div className="container">
      <PageHeading
        title={mous.form.editTitle}
        lead={data && <span lang={recordLanguage}>{data.title}</span>}
        crumbs={[{ label: words.mous.title, to: '/mous' }]}
      />
      {ready ? (
        <Body mou={data} onSaved={onSaved} />
      ) : error ? (
        <Failure error={error} />
      ) : (
        <Lines count={6} height={60} />
      )}
    </div>
  )
}

function Body({ mou, onSaved }: { mou: Mou; onSaved: () => void }) {
  const { mous } = useDesk()
  // Known once, it stays: what ends meanwhile must not take the form away.
  const [mine] = useState(may(mou, 'update'))
  if (mine) return <Form mou={mou} onSaved={onSaved} />
  return (
    <Notice tone="warn">
      <p>{mous.form.notYours}</p>
      <ButtonLink to="/mous/$id" params={{ id: mou.id }} variant="default">
        {mous.form.toMou}
      </ButtonLink>
    </Notice>
  )
}

interface Editing {
  base: MouForm
  form: MouForm
}

/** The institution of the hub stands second among the parties. */
const homeOf = (mou: Mou) => mou.parties[1]?.institution_id ?? mou.parties[0]?.institution_id ?? ''

function Form({ mou, onSaved }: { mou: Mou; onSaved: () => void }) {
  const { mous } = useDesk()
  const begin = () => ({ base: formOf(mou, homeOf(mou)), form: formOf(mou, homeOf(mou)) })
  const kept = useKept<Editing>(`mou.${mou.id}`, begin)
  const save = useSaveMou(mou.id)
  const { base, form } = kept.value
  const done = () => {
    kept.done()
    onSaved()
  }
  return (
    <>
      {kept.restored && <Restored onDiscard={() => kept.done(begin())} />}
      <MouFormView
        form={form}
        hub={() => (
          <Facts
            facts={[
              [
                mous.form.hub,
                <span key="hub" lang={recordLanguage}>
                  {mou.hub.name}
                </span>,
              ],
            ]}
          />
        )}
        save={save}
        onChange={(typed) =>
          kept.change((editing) => ({ ...editing, form: { ...editing.form, ...typed } }))
        }
        onSubmit={() => {
          const patch = patchOf(base, form)
          if (Object.keys(patch).length === 0) done()
          else save.mutate({ version: mou.version, patch }, { onSuccess: done })
        }}
        back={{ to: '/mous/$id', params: { id: mou.id } }}
      />
    </>
  )
}
