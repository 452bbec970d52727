import type { InnovationNew } from '@/api/types'
import type { Content } from './content'
import type { Wire } from './wire'

/** What this device remembers until the server has it. */
export interface Kept {
  at: number
  content: Content
  /** The record that it changes; none while it has not reached the server. */
  record?: { id: string; slug: string }
  /** What the server had when the writing began. */
  base?: Wire
  /** A creation whose answer has not come: repeated word for word, it makes one record. */
  creation?: Creation
}

export interface Creation {
  key: string
  body: InnovationNew
}

export interface Keep {
  read: (id: string) => Kept | undefined
  write: (id: string, kept: Kept | undefined) => void
}

/** The name of a draft that has no id yet. */
export const unsent = 'new'

const prefix = (userId: string) => `jipp.draft.${userId}.`

/** Drafts of one person in this browser: whoever signs in next does not see them. */
export function keepFor(
  userId: string,
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): Keep {
  const key = (id: string) => prefix(userId) + id
  return {
    read(id) {
      try {
        const text = storage.getItem(key(id))
        return text === null ? undefined : (JSON.parse(text) as Kept)
      } catch {
        return undefined
      }
    },
    write(id, kept) {
      try {
        if (kept) storage.setItem(key(id), JSON.stringify(kept))
        else storage.removeItem(key(id))
      } catch {
        // Storage is full or blocked: the page itself still holds what was typed.
      }
    },
  }
}

/** The drafts of this person that wait on this device. */
export function keptDrafts(userId: string): Kept[] {
  try {
    const keep = keepFor(userId, localStorage)
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix(userId)))
      .flatMap((key) => keep.read(key.slice(prefix(userId).length)) ?? [])
      .sort((a, b) => b.at - a.at)
  } catch {
    return []
  }
}
