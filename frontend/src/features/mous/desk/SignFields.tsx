import type { Mou } from '@/api/types'
import { ChoiceField, Field, TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import classes from './Desk.module.css'

export interface SignForm {
  institution_id: string
  signatory_name: string
  position: string
  signed_on: string
  method: string
  password: string
}

interface Props {
  form: SignForm
  parties: Mou['parties']
  recording: boolean
  fault: (field: keyof SignForm) => string | undefined
  onChange: (change: Partial<SignForm>) => void
}

const methods = ['in_system', 'electronic_certified', 'wet_ink'] as const

export function SignFields({ form, parties, recording, fault, onChange }: Props) {
  const { mous } = useDesk()
  const words = useT()
  const t = mous.signatures
  const text = (field: keyof SignForm, label: string) => ({
    id: `sign-${field}`,
    label,
    value: form[field],
    error: fault(field),
    onChange: (value: string) => onChange({ [field]: value }),
  })
  return (
    <div className={classes.fields}>
      <ChoiceField
        {...text('institution_id', t.party)}
        options={parties.map(({ institution_id, institution }) => ({
          value: institution_id,
          label: institution.name,
        }))}
      />
      {!recording && (
        <ChoiceField
          {...text('method', t.method)}
          options={methods.map((value) => ({ value, label: words.mous.methods[value] }))}
        />
      )}
      <TextField {...text('signatory_name', t.name)} lang={recordLanguage} />
      <TextField {...text('position', t.position)} lang={recordLanguage} />
      <TextField {...text('signed_on', t.signedOn)} type="date" />
      {form.method === 'in_system' && (
        <Field
          id="sign-password"
          label={t.password}
          hint={t.passwordHint}
          error={fault('password')}
        >
          {(control) => (
            <input
              {...control}
              type="password"
              autoComplete="current-password"
              value={form.password}
              onChange={(event) => onChange({ password: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </div>
  )
}
