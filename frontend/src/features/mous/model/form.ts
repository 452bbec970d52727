import type { Mou, MouNew, MouPatch } from '@/api/types'
import { length } from '@/shared/desk/length'

export interface MouForm {
  hub_id: string
  title: string
  /** Ids of the parties besides Kementerian PANRB and the hub's institution. */
  others: string[]
  scope: string
  starts_on: string
  ends_on: string
  number: string
}
export type FormField = keyof MouForm

export const limits = { title: 300, scope: 20_000, number: 100 }

export const emptyForm: MouForm = {
  hub_id: '',
  title: '',
  others: [],
  scope: '',
  starts_on: '',
  ends_on: '',
  number: '',
}

/** Nothing that a template would overwrite has been typed. */
export const isUntouched = ({ title, scope, starts_on, ends_on }: MouForm) =>
  [title, scope, starts_on, ends_on].every((text) => text === '')

const parties = (others: string[]) => others.map((institution_id) => ({ institution_id }))

export const bodyOf = (form: MouForm): MouNew => ({
  hub_id: form.hub_id,
  title: form.title.trim(),
  parties: parties(form.others),
  scope: form.scope.trim() || null,
  starts_on: form.starts_on,
  ends_on: form.ends_on,
  number: form.number.trim() || null,
})

export const filledIn = (form: MouForm, body: MouNew): MouForm => ({
  ...form,
  title: body.title,
  scope: body.scope ?? '',
  starts_on: body.starts_on,
  ends_on: body.ends_on,
})

/** The first two parties are Kementerian PANRB and the hub's institution, or one where they are the same. */
export const formOf = (mou: Mou, home: string): MouForm => ({
  hub_id: mou.hub_id,
  title: mou.title,
  others: mou.parties
    .filter(({ institution }) => institution.code !== 'panrb' && institution.id !== home)
    .map(({ institution_id }) => institution_id),
  scope: mou.scope ?? '',
  starts_on: mou.starts_on,
  ends_on: mou.ends_on,
  number: mou.number ?? '',
})

/** Only what was changed here: the rest may have been changed elsewhere. */
export function patchOf(base: MouForm, form: MouForm): MouPatch {
  const [before, after] = [bodyOf(base), bodyOf(form)]
  const names = Object.keys(after) as (keyof MouNew)[]
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, after[name]]),
  )
}

export type FaultCode = 'required' | 'too_long' | 'before_start'

/** What can be said before the server is asked. */
export function check(form: MouForm): Partial<Record<FormField, FaultCode>> {
  const faults: Partial<Record<FormField, FaultCode>> = {}
  for (const name of ['hub_id', 'title', 'starts_on', 'ends_on'] as const) {
    if (form[name].trim() === '') faults[name] = 'required'
  }
  for (const name of Object.keys(limits) as (keyof typeof limits)[]) {
    if (length(form[name].trim()) > limits[name]) faults[name] = 'too_long'
  }
  if (form.starts_on && form.ends_on && form.ends_on < form.starts_on)
    faults.ends_on = 'before_start'
  return faults
}
