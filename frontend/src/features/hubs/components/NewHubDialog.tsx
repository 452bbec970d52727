import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Hub } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import desk from '@/shared/desk/Desk.module.css'
import { ChoiceField, TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { useInstitutions } from '@/shared/institutions/institutions'
import { useNewHub } from '../api/edit'

interface Props {
  onClose: () => void
  onSaved: (hub: Hub) => void
}

export function NewHubDialog({ onClose, onSaved }: Props) {
  const { admin: t, draft, common } = useDesk()
  const save = useNewHub()
  const { data } = useInstitutions()
  const [institutionId, setInstitutionId] = useState('')
  const [name, setName] = useState('')
  const [checked, setChecked] = useState(false)
  const problem = isProblem(save.error, 422) ? save.error : undefined
  const missing = (value: string) =>
    checked && value.trim() === '' ? draft.faults.required : undefined
  return (
    <Confirm
      title={t.newHub}
      text={
        <div className={desk.form}>
          <ChoiceField
            id="hub-institution_id"
            label={t.fields.institution_id}
            value={institutionId}
            error={problem?.about('/institution_id') ?? missing(institutionId)}
            options={[
              { value: '', label: draft.choose },
              // One hub each.
              ...(data ?? [])
                .filter((one) => one.hub === null)
                .map((one) => ({ value: one.id, label: one.name })),
            ]}
            onChange={(id) => {
              setInstitutionId(id)
              const short = data?.find((one) => one.id === id)?.short_name
              if (name === '' && short) setName(`Hub JIPP ${short}`)
            }}
          />
          <TextField
            id="hub-name"
            label={t.fields.hubName}
            value={name}
            error={problem?.about('/name') ?? missing(name)}
            onChange={setName}
          />
        </div>
      }
      yes={common.save}
      pending={save.isPending}
      error={problem ? null : save.error}
      onYes={() => {
        setChecked(true)
        if (institutionId === '' || name.trim() === '') return
        save.mutate({ institution_id: institutionId, name: name.trim() }, { onSuccess: onSaved })
      }}
      onClose={onClose}
    />
  )
}
