import { CheckField, ChoiceField, TextField } from '@/shared/desk/Field'
import { MarkdownField } from '@/shared/desk/MarkdownField'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { oneOf } from '@/shared/url/search'
import { kinds } from '../api/search'
import { limits } from '../model/check'
import type { EventForm, FormField } from '../model/form'
import { useFieldNames } from './fieldNames'
import { TimeFields } from './TimeFields'

export interface FieldsProps {
  form: EventForm
  fault: (field: FormField) => string | undefined
  idOf: (field: FormField) => string
  onChange: (change: Partial<EventForm>) => void
}

export function EventFields(props: FieldsProps & { forming: boolean }) {
  const { form, forming, fault, idOf, onChange } = props
  const { events: words } = useT()
  const { events } = useDesk()
  const t = events.form
  const names = useFieldNames()
  const text = (field: keyof typeof limits) => ({
    id: idOf(field),
    label: names[field],
    limit: limits[field],
    value: form[field],
    error: fault(field),
    optional: field !== 'title',
    onChange: (value: string) => onChange({ [field]: value }),
  })
  return (
    <>
      <ChoiceField
        id={idOf('kind')}
        label={names.kind}
        value={form.kind}
        error={fault('kind')}
        options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        onChange={(value) => onChange({ kind: oneOf(value, kinds) ?? form.kind })}
      />
      {forming && (
        <CheckField
          id={idOf('hub_formation')}
          label={t.hub_formation}
          hint={t.hub_formationHint}
          checked={form.hub_formation}
          onChange={(checked) => onChange({ hub_formation: checked })}
        />
      )}
      <TextField {...text('title')} lang={recordLanguage} />
      <TimeFields {...props} />
      <TextField {...text('venue')} lang={recordLanguage} />
      <TextField {...text('online_url')} type="url" hint={t.online_urlHint} />
      <MarkdownField {...text('agenda')} />
      <MarkdownField {...text('minutes')} hint={t.minutesHint} />
    </>
  )
}
