import type { Innovation } from '@/api/types'
import { contentOf, emptyContent } from './content'
import { unsent, type Keep } from './keep'
import { rebase } from './merge'
import type { DraftState } from './state'
import { difference, fieldsIn, wireOf, type Wire } from './wire'

interface Opened {
  state: DraftState
  base: Wire | undefined
}

/** A draft that the server has not seen: what this device kept of it, or an empty one. */
export function openNew(keep: Keep, hubId: string): Opened {
  const kept = keep.read(unsent)
  const content = kept ? { ...emptyContent(hubId), ...kept.content } : emptyContent(hubId)
  if (content.hub_id === '') content.hub_id = hubId
  return {
    state: { phase: 'waiting', content, refused: [], restored: kept !== undefined },
    base: undefined,
  }
}

/** A record of the server, with what this device kept that has not reached it. */
export function openRecord(keep: Keep, record: Innovation): Opened {
  const there = contentOf(record)
  const base = wireOf(there)
  const kept = keep.read(record.id)
  const plain: DraftState = {
    phase: 'saved',
    content: there,
    record,
    refused: [],
    restored: false,
    savedAt: Date.parse(record.updated_at),
  }
  if (!kept) return { state: plain, base }
  // Somebody may have saved while this was waiting.
  const typed = { ...emptyContent(), ...kept.content }
  const { content, clash, base: next } = rebase(kept.base ?? base, typed, record)
  if (fieldsIn(difference(next, wireOf(content))).length === 0) {
    keep.write(record.id, undefined)
    return { state: plain, base }
  }
  const state: DraftState = { ...plain, content, phase: 'waiting', restored: true }
  if (clash.length === 0) return { state, base: next }
  const conflict = { theirs: record, fields: clash }
  return { state: { ...state, phase: 'conflict', conflict }, base: next }
}

/** What this device kept for a record that cannot take it now. */
export function unsentIn(keep: Keep, record: Innovation) {
  const { state, base } = openRecord(keep, record)
  const { content } = state
  return { content, fields: fieldsIn(base ? difference(base, wireOf(content)) : {}) }
}
