import type { Event, EventKind, EventNew, EventPatch } from '@/api/types'
import { instantOf, localTime, type Zone } from './days'

export interface EventForm {
  kind: EventKind
  hub_formation: boolean
  title: string
  starts_day: string
  starts_time: string
  ends_day: string
  ends_time: string
  /** Whose clocks the times are by. */
  zone: Zone
  venue: string
  online_url: string
  agenda: string
  minutes: string
}
export type FormField = keyof EventForm

/** What the server knows of a form, field by field. */
export const wireFields = [
  'kind',
  'title',
  'starts_at',
  'ends_at',
  'venue',
  'online_url',
  'agenda',
  'minutes',
] as const
export type WireField = (typeof wireFields)[number]
export type Wire = Pick<Event, WireField>

export const emptyForm = (zone: Zone): EventForm => ({
  kind: 'fgd',
  hub_formation: false,
  title: '',
  starts_day: '',
  starts_time: '09:00',
  ends_day: '',
  ends_time: '12:00',
  zone,
  venue: '',
  online_url: '',
  agenda: '',
  minutes: '',
})

const place = (iso: string, zone: Zone) => localTime(iso, zone).split('T') as [string, string]

export function formOf(event: Wire & { hub_formation?: boolean }, zone: Zone): EventForm {
  const [starts_day, starts_time] = place(event.starts_at, zone)
  const [ends_day, ends_time] = place(event.ends_at, zone)
  return {
    kind: event.kind,
    hub_formation: event.hub_formation ?? false,
    title: event.title,
    starts_day,
    starts_time,
    ends_day,
    ends_time,
    zone,
    venue: event.venue ?? '',
    online_url: event.online_url ?? '',
    agenda: event.agenda ?? '',
    minutes: event.minutes ?? '',
  }
}

/** A day that is left out is the day it begins. */
const lastDay = (form: EventForm) => form.ends_day || form.starts_day

export const startsAt = (form: EventForm) => instantOf(form.starts_day, form.starts_time, form.zone)
export const endsAt = (form: EventForm) => instantOf(lastDay(form), form.ends_time, form.zone)

const textOrNull = (text: string) => text.trim() || null

const wireOf = (form: EventForm): Wire => ({
  kind: form.kind,
  title: form.title.trim(),
  starts_at: startsAt(form) ?? '',
  ends_at: endsAt(form) ?? '',
  venue: textOrNull(form.venue),
  online_url: textOrNull(form.online_url),
  agenda: textOrNull(form.agenda),
  minutes: textOrNull(form.minutes),
})

export const bodyOf = (form: EventForm): EventNew => ({
  ...wireOf(form),
  ...(form.hub_formation ? { hub_formation: true } : {}),
})

/** The same value, however it is written: texts by what the server would keep of them. */
function same(a: Wire[WireField], b: Wire[WireField]) {
  return (a ?? '').trim() === (b ?? '').trim()
}

const changed = (base: Wire, now: Wire) =>
  wireFields.filter((field) => !same(base[field], now[field]))

/** Only what was changed here: the rest may have been changed elsewhere. */
export function patchOf(base: Wire, form: EventForm): EventPatch {
  const now = wireOf(form)
  return Object.fromEntries(changed(base, now).map((field) => [field, now[field]]))
}

const inputs: Record<WireField, FormField[]> = {
  kind: ['kind'],
  title: ['title'],
  starts_at: ['starts_day', 'starts_time'],
  ends_at: ['ends_day', 'ends_time'],
  venue: ['venue'],
  online_url: ['online_url'],
  agenda: ['agenda'],
  minutes: ['minutes'],
}

/** Puts the server's value of some fields into the form. */
export function take(form: EventForm, event: Wire, fields: readonly WireField[]): EventForm {
  const there = formOf(event, form.zone)
  const names = fields.flatMap((field) => inputs[field])
  return { ...form, ...Object.fromEntries(names.map((name) => [name, there[name]])) }
}

/**
 * Somebody saved while this was being written: what was not touched here follows; what both changed
 * stays as typed and is told.
 */
export function rebase(base: Wire, form: EventForm, event: Wire) {
  const mine = changed(base, wireOf(form))
  const theirs = changed(base, event)
  return {
    form: take(
      form,
      event,
      theirs.filter((field) => !mine.includes(field)),
    ),
    clashes: theirs.filter(
      (field) => mine.includes(field) && !same(event[field], wireOf(form)[field]),
    ),
  }
}

/** A form that is being written, and what the server had when it last looked. */
export interface Editing {
  version: number
  base: Wire
  form: EventForm
  /** What somebody else changed as well, and nobody has looked at. */
  clashes: WireField[]
}

type Versioned = Wire & Pick<Event, 'version' | 'hub_formation'>

const known = (event: Wire) =>
  Object.fromEntries(wireFields.map((field) => [field, event[field]])) as unknown as Wire

export const begin = (event: Versioned, zone: Zone): Editing => ({
  version: event.version,
  base: known(event),
  form: formOf(event, zone),
  clashes: [],
})

/** Goes on from what the server has now. */
export function follow(editing: Editing, event: Versioned): Editing {
  const { form, clashes } = rebase(editing.base, editing.form, event)
  const open = editing.clashes.filter((field) => !clashes.includes(field))
  return { version: event.version, base: known(event), form, clashes: [...open, ...clashes] }
}
