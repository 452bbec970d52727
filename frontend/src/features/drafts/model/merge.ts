import type { Innovation } from '@/api/types'
import { contentOf, type Content, type Field } from './content'
import { pick, same, wireOf, type Wire } from './wire'

interface Sides {
  /** What both began with. */
  base: Wire
  mine: Content
  theirs: Content
}

/**
 * Three ways, field by field. What only one side changed is taken from it; what both changed
 * differently stays mine for now, and is named.
 */
export function merge({ base, mine, theirs }: Sides): { content: Content; clash: Field[] } {
  const here = wireOf(mine)
  const there = wireOf(theirs)
  const fields = Object.keys(here) as Field[]
  const moved = fields.filter((field) => !alike(base[field], there[field]))
  const typed = new Set(fields.filter((field) => !alike(base[field], here[field])))
  const taken = moved.filter((field) => !typed.has(field))
  const clash = moved.filter((field) => typed.has(field) && !alike(here[field], there[field]))
  return { content: { ...mine, ...pick(theirs, taken) }, clash }
}

/** What was typed, on top of what the server has now. Where they clash, what it began with stays. */
export function rebase(base: Wire, mine: Content, record: Innovation) {
  const theirs = contentOf(record)
  const { content, clash } = merge({ base, mine, theirs })
  return { content, clash, base: { ...wireOf(theirs), ...pick(base, clash) } }
}

/** Spaces around a text do not count: the server takes them off. */
const alike = (one: unknown, other: unknown) => same(tidy(one), tidy(other))
const tidy = (value: unknown) => (typeof value === 'string' ? value.trim() : value)
