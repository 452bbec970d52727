import type { InnovationNew, InnovationPatch } from '@/api/types'
import { nullable, type Content, type Field } from './content'
import { readNumber } from './number'

/** The fields as the contract wants them; a field that is left empty is null. */
export type Wire = Required<Pick<InnovationPatch, Field>>

const orNull = (text: string) => (text.trim() === '' ? null : text)
const some = (...parts: string[]) => parts.some((part) => part.trim() !== '')
const numberOrNull = (text: string) => readNumber(text).value ?? null

export function wireOf(content: Content): Wire {
  const written = Object.fromEntries(nullable.map((name) => [name, orNull(content[name])])) as Pick<
    Wire,
    (typeof nullable)[number]
  >
  return {
    title: content.title.trim(),
    hub_id: content.hub_id,
    ...written,
    sdgs: [...content.sdgs].sort((a, b) => a - b),
    keywords: content.keywords,
    // A row that nothing was written in is not there yet.
    indicators: content.indicators
      .filter((row) => some(row.name, row.unit, row.baseline, row.current, row.measured_on))
      .map((row) => ({
        name: row.name.trim(),
        unit: orNull(row.unit),
        baseline: numberOrNull(row.baseline),
        current: numberOrNull(row.current),
        measured_on: orNull(row.measured_on),
      })),
    awards: content.awards
      .filter((row) => some(row.name, row.year))
      .map((row) => ({ name: row.name.trim(), year: readNumber(row.year).value ?? 0 })),
    links: content.links
      .filter((row) => some(row.title, row.url))
      .map((row) => ({ title: orNull(row.title), url: row.url.trim() })),
    team: content.team
      .filter((row) => some(row.name, row.role))
      .map((row) => ({ name: row.name.trim(), role: orNull(row.role), consent: row.consent })),
  }
}

export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** What is different now: a merge patch of the changed fields alone. */
export function difference(before: Wire, now: Wire): Partial<Wire> {
  return Object.fromEntries(
    Object.entries(now).filter(([field, value]) => !same(before[field as Field], value)),
  )
}

export const fieldsIn = (patch: Partial<Wire>) => Object.keys(patch) as Field[]

export const without = (patch: Partial<Wire>, left: (field: Field) => boolean): Partial<Wire> =>
  Object.fromEntries(Object.entries(patch).filter(([field]) => !left(field as Field)))

export const pick = <All extends object, Name extends keyof All>(from: All, names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<All, Name>

/** Empty fields are not sent at all: they are empty anyway. */
export function newBody(wire: Partial<Wire>): InnovationNew {
  const { title, hub_id, ...rest } = wire
  const filled = Object.entries(rest).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
  return { title: title ?? '', hub_id: hub_id ?? '', ...Object.fromEntries(filled) }
}
