import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Hub } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import desk from '@/shared/desk/Desk.module.css'
import { AreaField, ChoiceField, TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { useSaveHub } from '../api/edit'
import { formOf, patchOf, type HubField } from './hubForm'

interface Props {
  hub: Hub
  /** With the basis of its formation, which admins keep. */
  formation: boolean
  onClose: () => void
  onSaved: (hub: Hub) => void
}

export function HubDialog({ hub, formation, onClose, onSaved }: Props) {
  const { admin: t, draft, common } = useDesk()
  const { label, codes } = useVocabulary()
  const save = useSaveHub(hub)
  const [before] = useState(() => formOf(hub))
  const [form, setForm] = useState(before)
  const problem = isProblem(save.error, 422) ? save.error : undefined
  const clash = isProblem(save.error, 412)
  const field = (name: HubField) => ({
    id: `hub-${name}`,
    label: name === 'name' ? t.fields.hubName : t.fields[name],
    value: form[name],
    optional: name !== 'name',
    lang: recordLanguage,
    error:
      problem?.about(`/${name}`) ??
      (name === 'name' && form.name.trim() === '' ? draft.faults.required : undefined),
    onChange: (value: string) => setForm({ ...form, [name]: value }),
  })
  return (
    <Confirm
      title={t.editOf(hub.name)}
      text={
        <div className={desk.form}>
          {clash && <p role="alert">{common.changedMeanwhile}</p>}
          <TextField {...field('name')} />
          <AreaField {...field('focus')} rows={2} />
          <AreaField {...field('description')} />
          <TextField {...field('contact_email')} type="email" />
          {formation && (
            <>
              <ChoiceField
                {...field('basis')}
                options={[
                  { value: '', label: draft.choose },
                  ...codes('hub_bases').map((code) => ({
                    value: code,
                    label: label('hub_bases', code),
                  })),
                ]}
              />
              <TextField {...field('basis_ref')} />
              <div className={desk.pair}>
                <TextField {...field('formed_year')} inputMode="numeric" />
                <TextField {...field('formed_on')} type="date" />
              </div>
            </>
          )}
        </div>
      }
      yes={common.save}
      pending={save.isPending}
      error={problem || clash ? null : save.error}
      onYes={() => {
        if (form.name.trim() !== '') save.mutate(patchOf(before, form), { onSuccess: onSaved })
      }}
      onClose={onClose}
    />
  )
}
