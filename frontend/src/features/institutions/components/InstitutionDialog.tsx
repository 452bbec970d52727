import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Institution, InstitutionNew } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import desk from '@/shared/desk/Desk.module.css'
import { ChoiceField, TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { oneOf } from '@/shared/url/search'
import { institutionKinds } from '@/shared/vocabulary/institutionKinds'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { useSaveInstitution } from '../api/edit'

interface Props {
  /** None: a new one. */
  institution: Institution | undefined
  onClose: () => void
  onSaved: (institution: Institution) => void
}

export function InstitutionDialog({ institution, onClose, onSaved }: Props) {
  const { admin: t, draft, common } = useDesk()
  const { label } = useVocabulary()
  const save = useSaveInstitution(institution)
  const [form, setForm] = useState<InstitutionNew>({
    code: institution?.code ?? '',
    name: institution?.name ?? '',
    short_name: institution?.short_name ?? '',
    kind: institution?.kind ?? 'ministry',
    region_code: institution?.region_code ?? null,
    website: institution?.website ?? null,
  })
  const [checked, setChecked] = useState(false)
  const problem = isProblem(save.error, 422) ? save.error : undefined
  const clash = isProblem(save.error, 412)
  const required = ['code', 'name', 'short_name'] as const
  const text = (name: (typeof required)[number] | 'region_code' | 'website') => {
    const value = form[name] ?? ''
    const must = required.some((one) => one === name)
    return {
      id: `institution-${name}`,
      label: t.fields[name],
      value,
      optional: !must,
      error:
        problem?.about(`/${name}`) ??
        (checked && must && value.trim() === '' ? draft.faults.required : undefined),
      onChange: (typed: string) => setForm({ ...form, [name]: must ? typed : typed || null }),
    }
  }
  return (
    <Confirm
      title={institution ? t.editOf(institution.name) : t.newInstitution}
      text={
        <div className={desk.form}>
          {clash && <p role="alert">{common.changedMeanwhile}</p>}
          <TextField {...text('name')} />
          <TextField {...text('short_name')} />
          <TextField {...text('code')} hint={t.codeHint} />
          <ChoiceField
            id="institution-kind"
            label={t.fields.kind}
            value={form.kind}
            options={institutionKinds.map((kind) => ({
              value: kind,
              label: label('institution_kinds', kind),
            }))}
            onChange={(kind) =>
              setForm({ ...form, kind: oneOf(kind, institutionKinds) ?? form.kind })
            }
          />
          <TextField {...text('region_code')} />
          <TextField {...text('website')} type="url" />
        </div>
      }
      yes={common.save}
      pending={save.isPending}
      error={problem || clash ? null : save.error}
      onYes={() => {
        setChecked(true)
        if (required.every((name) => form[name].trim() !== '')) {
          save.mutate(form, { onSuccess: onSaved })
        }
      }}
      onClose={onClose}
    />
  )
}
