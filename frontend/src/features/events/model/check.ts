import { length } from '@/shared/desk/length'
import { endsAt, startsAt, type EventForm, type FormField } from './form'

export const limits = { title: 200, venue: 300, online_url: 500, agenda: 20_000, minutes: 20_000 }

export type FaultCode = 'required' | 'too_long' | 'no_time' | 'before_start' | 'not_an_address'
export type Faults = Partial<Record<FormField, FaultCode>>

/** What can be said before the server is asked. */
export function check(form: EventForm): Faults {
  const faults: Faults = {}
  for (const name of Object.keys(limits) as (keyof typeof limits)[]) {
    if (length(form[name].trim()) > limits[name]) faults[name] = 'too_long'
  }
  if (form.title.trim() === '') faults.title = 'required'
  if (form.online_url.trim() !== '' && !/^https?:\/\/\S+$/i.test(form.online_url.trim())) {
    faults.online_url = 'not_an_address'
  }
  return { ...faults, ...checkTimes(form) }
}

function checkTimes(form: EventForm): Faults {
  const faults: Faults = {}
  const [from, to] = [startsAt(form), endsAt(form)]
  if (form.starts_day === '') faults.starts_day = 'required'
  else if (!from) faults.starts_time = 'no_time'
  if (form.starts_day !== '' && !to) faults.ends_time = 'no_time'
  if (from && to && to < from) faults.ends_day = 'before_start'
  return faults
}
