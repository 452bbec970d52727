import type { Format } from '@/shared/format/format'
import type { Desk } from '@/shared/i18n/desk'
import type { Fault } from '../model/check'
import { fieldOf } from '../model/check'
import type { Field } from '../model/content'

export function faultText(fault: Fault, t: Desk['draft'], format: Format): string {
  const { code, limit = 0, message } = fault
  if (code === 'too_short') return t.faults.too_short(limit)
  if (code === 'too_long') return t.faults.too_long(format.number(limit))
  if (code === 'too_many') return t.faults.too_many(limit)
  return message ?? t.faults[code]
}

/** "Indicators 2, Before": which field a pointer means, in words. */
export function fieldName(pointer: string, t: Desk['draft']): string {
  const [, , row, column] = pointer.split('/')
  const field = fieldOf(pointer)
  const name = field in t.fields ? t.fields[field as Field] : pointer
  if (row === undefined) return name
  const place = `${name} ${Number(row) + 1}`
  const inner = t.row[column as keyof Desk['draft']['row']]
  return inner ? `${place}, ${inner}` : place
}
