import type { Innovation } from '@/api/types'
import { contentOf, emptyContent, type Content, type Field } from './content'
import type { Copy, Creation, Keep, Kept } from './keep'
import { merge, rebase } from './merge'
import type { DraftState } from './state'
import { difference, fieldsIn, wireOf, type Wire } from './wire'

/** What is typed, and what the server had when it was. */
interface Standing {
  state: DraftState
  base: Wire | undefined
}

export interface Opened extends Standing {
  /** The id of the record, or the name of a draft that has none yet. */
  id: string
  creation: Creation | undefined
  /** Copies that are in the state now. */
  taken: Copy[]
  /** Those that say something else, by key: their turn comes when the rest is saved. */
  left: string[]
}

/** A draft that the server has not seen: what this device kept of it, or an empty one. */
export function openNew(keep: Keep, hubId: string, id: string): Opened {
  const content = emptyContent(hubId)
  const state: DraftState = { phase: 'waiting', content, refused: [], restored: false }
  return withCopies({ state, base: undefined }, id, keep.copies(id))
}

/** A record of the server, with what this device kept that has not reached it. */
export function openRecord(keep: Keep, record: Innovation): Opened {
  const content = contentOf(record)
  const state: DraftState = {
    phase: 'saved',
    content,
    record,
    refused: [],
    restored: false,
    savedAt: Date.parse(record.updated_at),
  }
  return withCopies({ state, base: wireOf(content) }, record.id, keep.copies(record.id))
}

function withCopies(start: Standing, id: string, copies: Copy[]): Opened {
  const creation = copies.find(({ kept }) => kept.creation)?.kept.creation
  const opened: Opened = { ...start, id, creation, taken: [], left: [] }
  for (const copy of copies) {
    const next = takeUp(opened, copy.kept)
    if (!next) opened.left.push(copy.key)
    else {
      Object.assign(opened, next)
      opened.taken.push(copy)
    }
  }
  return opened
}

/**
 * Takes up what a page kept, where it goes together with what is here. Where it does not, the
 * person is asked, but only when nothing else waits to be sent: one question at a time.
 */
export function takeUp({ state, base }: Standing, kept: Kept): Standing | undefined {
  const { content: here, record, conflict } = state
  if (conflict) return undefined
  const from = kept.base ?? base ?? wireOf(emptyContent(here.hub_id))
  const typed = { ...emptyContent(), ...kept.content }
  if (typed.hub_id === '') typed.hub_id = here.hub_id
  const { content, clash } = merge({ base: from, mine: here, theirs: typed })
  if (clash.length === 0) return { state: restore(state, base, content), base }
  if (!record || !base || fieldsIn(difference(base, wireOf(here))).length > 0) return undefined
  const mine = rebase(from, typed, record)
  const asked = { theirs: record, fields: mine.clash }
  return {
    state: { ...state, content: mine.content, phase: 'conflict', conflict: asked, restored: true },
    base: mine.base,
  }
}

function restore(state: DraftState, base: Wire | undefined, content: Content) {
  const typed = !base || fieldsIn(difference(base, wireOf(content))).length > 0
  return typed ? { ...state, content, phase: 'waiting' as const, restored: true } : state
}

export interface Unsent {
  key: string
  content: Content
  fields: Field[]
}

/** What this device kept for a record that cannot take it now. */
export const unsentIn = (keep: Keep, record: Innovation): Unsent[] =>
  keep.copies(record.id).map(({ key, kept }) => {
    const there = wireOf(contentOf(record))
    const { content } = rebase(kept.base ?? there, { ...emptyContent(), ...kept.content }, record)
    return { key, content, fields: fieldsIn(difference(there, wireOf(content))) }
  })

/** What this device kept for a record that is gone, by the address that it had. */
export const unsentFor = (keep: Keep, slug: string): Unsent[] =>
  keep
    .all()
    .filter(({ kept }) => kept.record?.slug === slug)
    .map(({ key, kept: { content, base } }) => {
      const typed = { ...emptyContent(), ...content }
      const before = base ?? wireOf(emptyContent())
      return { key, content: typed, fields: fieldsIn(difference(before, wireOf(typed))) }
    })
