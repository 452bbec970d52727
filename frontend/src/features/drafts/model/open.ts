import type { Innovation } from '@/api/types'
import { contentOf, emptyContent, type Content } from './content'
import { unsent, type Keep } from './keep'
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
  const typed = wireOf({ ...emptyContent(), ...kept.content })
  const fields = fieldsIn(difference(kept.base ?? base, typed))
  const mine = Object.fromEntries(fields.map((field) => [field, kept.content[field]]))
  const content = { ...there, ...mine } as Content
  if (fieldsIn(difference(base, wireOf(content))).length === 0) {
    keep.write(record.id, undefined)
    return { state: plain, base }
  }
  const state: DraftState = { ...plain, content, phase: 'waiting', restored: true }
  if (kept.record?.version === record.version) return { state, base }
  // Somebody saved while this was waiting: as if the server had refused it.
  return { state: { ...state, phase: 'conflict', conflict: { theirs: record, fields } }, base }
}
