import { ChoiceField, TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { oneOf } from '@/shared/url/search'
import { zoneNames } from '../model/days'
import type { FieldsProps } from './EventFields'
import classes from './Form.module.css'
import { useFieldNames } from './fieldNames'

type TimeField = 'starts_day' | 'starts_time' | 'ends_day' | 'ends_time'

/** When, by the clocks of a zone. */
export function TimeFields({ form, fault, idOf, onChange }: FieldsProps) {
  const { events } = useDesk()
  const t = events.form
  const names = useFieldNames()
  const field = (name: TimeField) => ({
    id: idOf(name),
    label: names[name],
    value: form[name],
    error: fault(name),
    type: name.endsWith('day') ? ('date' as const) : ('time' as const),
    onChange: (value: string) => onChange({ [name]: value }),
  })
  return (
    <>
      <div className={classes.times}>
        <TextField {...field('starts_day')} />
        <TextField {...field('starts_time')} />
      </div>
      <div className={classes.times}>
        <TextField {...field('ends_day')} hint={t.ends_dayHint} optional />
        <TextField {...field('ends_time')} />
      </div>
      <ChoiceField
        id={idOf('zone')}
        label={names.zone}
        value={form.zone}
        options={zoneNames.map((value) => ({ value, label: t.zones[value] }))}
        onChange={(value) => onChange({ zone: oneOf(value, zoneNames) ?? form.zone })}
      />
    </>
  )
}
