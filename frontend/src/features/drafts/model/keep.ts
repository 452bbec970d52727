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

/** What one page, a tab or an earlier visit, kept of a draft. */
export interface Copy {
  key: string
  /** The id of the record, or the name of a draft that has none yet. */
  id: string
  own: boolean
  kept: Kept
}

export interface Keep {
  /** Of one draft: what this page kept first, then the latest. */
  copies: (id: string) => Copy[]
  /** Of all drafts, the latest first. */
  all: () => Copy[]
  read: (key: string) => Kept | undefined
  /** Keeps it for this page, next to what others keep; false when there is no room. */
  write: (id: string, kept: Kept | undefined) => boolean
  forget: (key: string) => void
}

/** A draft that has no id yet goes by a name of its own. */
export const newName = (key: string) => `new-${key}`

/** Each draft that waits on this device once, the latest first. */
export function keptDrafts(keep: Keep): Copy[] {
  const all = keep.all()
  return all.filter(({ id }, at) => all.findIndex((other) => other.id === id) === at)
}

/** Those that have never reached the server. */
export const unsentDrafts = (keep: Keep) => keptDrafts(keep).filter(({ kept }) => !kept.record)

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/**
 * Drafts of one person in this browser: whoever signs in next does not see them. Each page keeps
 * its own, so that two tabs of one draft do not write over each other.
 */
export function keepFor(userId: string, storage: Store, page: string): Keep {
  const prefix = `jipp.draft.${userId}.`
  const keyOf = (id: string) => `${prefix}${id}.${page}`

  function read(key: string): Kept | undefined {
    try {
      const text = storage.getItem(key)
      return text === null ? undefined : (JSON.parse(text) as Kept)
    } catch {
      return undefined
    }
  }

  function all(): Copy[] {
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    return keys
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => {
        const kept = read(key)
        const id = key.slice(prefix.length).split('.')[0] ?? ''
        return kept ? [{ key, id, own: key === keyOf(id), kept }] : []
      })
      .sort((a, b) => b.kept.at - a.kept.at)
  }

  return {
    all,
    copies: (id) =>
      all()
        .filter((copy) => copy.id === id)
        .sort((a, b) => Number(b.own) - Number(a.own)),
    read,
    write(id, kept) {
      try {
        if (kept) storage.setItem(keyOf(id), JSON.stringify(kept))
        else storage.removeItem(keyOf(id))
        return true
      } catch {
        // Storage is full or blocked: the page itself still holds what was typed.
        return false
      }
    },
    forget: (key) => storage.removeItem(key),
  }
}
