import { TextField } from '@/shared/desk/Field'
import { MarkdownField } from '@/shared/desk/MarkdownField'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { limits, type FormField, type MouForm } from '../model/form'
import classes from './Desk.module.css'
import { idOf } from './fieldIds'
import { OtherParties } from './OtherParties'

interface Props {
  form: MouForm
  fault: (field: FormField) => string | undefined
  onChange: (change: Partial<MouForm>) => void
}

export function MouFields({ form, fault, onChange }: Props) {
  const { mous } = useDesk()
  const t = mous.form
  const text = (field: Exclude<FormField, 'others' | 'hub_id'>) => ({
    id: idOf(field),
    label: t[field],
    value: form[field],
    error: fault(field),
    onChange: (value: string) => onChange({ [field]: value }),
  })
  return (
    <>
      <TextField {...text('title')} limit={limits.title} lang={recordLanguage} />
      <div className={classes.days}>
        <TextField {...text('starts_on')} type="date" />
        <TextField {...text('ends_on')} type="date" />
      </div>
      <MarkdownField {...text('scope')} limit={limits.scope} optional />
      <OtherParties chosen={form.others} onChange={(others) => onChange({ others })} />
      <TextField {...text('number')} limit={limits.number} hint={t.numberHint} optional />
    </>
  )
}
