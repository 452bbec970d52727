import { may } from '@/api/allowed'
import { isProblem, Problem } from '@/api/problem'
import type { Innovation } from '@/api/types'
import { check, fieldOf } from './check'
import { contentOf, emptyContent, type Content, type Field } from './content'
import { refusedIn } from './refused'
import { rebase } from './merge'
import { takeUp, type Opened } from './open'
import type { AutosaveDeps } from './server'
import type { DraftState } from './state'
import { difference, fieldsIn, newBody, pick, same, wireOf, without, type Wire } from './wire'

/** Typing rests this long before it is sent. */
const rest = 1200
const retries = [3_000, 6_000, 12_000, 30_000]

export type Autosave = ReturnType<typeof createAutosave>

/** Takes what is typed to the server, and keeps it on this device until it is there. */
export function createAutosave(deps: AutosaveDeps, opened: Opened) {
  const { server, keep, now } = deps
  let { state, base, creation } = opened
  const left = [...opened.left]
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let running: Promise<void> | undefined
  let over = false
  /** Values that the server refused, not to be sent again as they are. */
  const held = new Map<Field, unknown>()
  const listeners = new Set<() => void>()

  function set(change: Partial<DraftState>) {
    state = { ...state, ...change }
    listeners.forEach((listener) => listener())
  }

  const changed = () => (base ? difference(base, wireOf(state.content)) : wireOf(state.content))
  const faulty = () => new Set(check(state.content).map((fault) => fieldOf(fault.pointer)))

  function sendable() {
    const bad = faulty()
    const now = wireOf(state.content)
    return without(
      changed(),
      (field) => bad.has(field) || (held.has(field) && same(held.get(field), now[field])),
    )
  }

  const name = () => state.record?.id ?? opened.id
  const nothing = () => {
    if (base) return fieldsIn(changed()).length === 0
    return !creation && same(changed(), wireOf(emptyContent(state.content.hub_id)))
  }

  /** False when this device has no room for it. */
  function remember(): boolean {
    if (over) return true
    const { record, content } = state
    const kept = {
      at: now(),
      content,
      ...(record ? { record: { id: record.id, slug: record.slug } } : {}),
      ...(base ? { base } : {}),
      ...(creation ? { creation } : {}),
    }
    return keep.write(name(), nothing() ? undefined : kept)
  }

  // What other pages kept is this page's now.
  const taken = opened.taken.filter(({ own }) => !own)
  if (taken.length > 0 && remember()) taken.forEach(({ key }) => keep.forget(key))

  /** Once all is sent, the turn of what could not go together with it. */
  function takeLeft(): boolean {
    if (state.conflict || !base || !nothing()) return false
    const key = left.shift()
    if (key === undefined) return false
    const kept = keep.read(key)
    const next = kept && takeUp({ state, base }, kept)
    if (next) {
      base = next.base
      set(next.state)
      if (remember()) keep.forget(key)
    }
    return true
  }

  function later(wait: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), wait)
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    running ??= send().finally(() => (running = undefined))
    return running
  }

  async function send() {
    if (over || state.phase === 'conflict' || state.phase === 'closed') return
    try {
      while ((await sendOnce()) || takeLeft()) failures = 0
      if (!state.conflict) set({ phase: base && nothing() ? 'saved' : 'waiting' })
    } catch (error) {
      fail(error)
    }
    remember()
  }

  /** One request, if there is something to send; false when there is not. */
  async function sendOnce(): Promise<boolean> {
    const { record, conflict } = state
    if (conflict) return false
    if (!record) {
      const bad = faulty()
      if (!creation && (bad.has('title') || bad.has('hub_id'))) return false
      creation ??= { key: deps.newKey(), body: newBody(sendable()) }
      remember()
      set({ phase: 'saving' })
      const { body, key } = creation
      const made = await server.create(body, key)
      creation = undefined
      accept(made, body)
      keep.write(opened.id, undefined)
      return true
    }
    const patch = sendable()
    if (fieldsIn(patch).length === 0) return false
    set({ phase: 'saving' })
    try {
      accept(await server.save(record, patch), patch)
      return true
    } catch (error) {
      if (isProblem(error, 412)) return collide(record.id)
      throw error
    }
  }

  function accept(record: Innovation, sent: Partial<Wire>) {
    // As it was sent, not as it came back: what the server trimmed is no difference to send again.
    base = { ...(base ?? wireOf(contentOf(record))), ...sent }
    set({ record, savedAt: now() })
    remember()
  }

  function fail(error: unknown) {
    if (!isProblem(error)) throw error
    const { status } = error
    if (status === 401) set({ phase: 'signed-out' })
    else if (status === 422) {
      // Said of a creation, it is about the body that was kept: the next one is made anew.
      creation = undefined
      refuse(refusedIn(error))
    } else if (error.offline || status === 429 || status >= 500) {
      set({ phase: 'offline' })
      later(Math.max((error.retryAfter ?? 0) * 1000, retries[failures] ?? 30_000))
      failures = Math.min(failures + 1, retries.length)
    } else set({ phase: 'closed' })
  }

  function refuse(refused: DraftState['refused']) {
    const now = wireOf(state.content)
    for (const { pointer } of refused) {
      const field = fieldOf(pointer) as Field
      if (field in now) held.set(field, now[field])
    }
    set({ phase: 'waiting', refused })
    // What was not refused goes on its way.
    if (refused.length > 0 && fieldsIn(sendable()).length > 0) later(0)
  }

  /** Somebody saved in between. True when what is typed goes on top of it; else the person is asked. */
  async function collide(id: string): Promise<boolean> {
    const theirs = await server.read(id)
    if (!may(theirs, 'update')) throw new Problem(409)
    const before = base ?? wireOf(contentOf(theirs))
    const asked = rebase(before, state.content, theirs).clash.length > 0
    const by = asked ? await server.lastEditor(id).catch(() => undefined) : undefined
    // Typing went on meanwhile.
    const { content, clash, base: next } = rebase(before, state.content, theirs)
    base = next
    set({ record: theirs, content })
    if (clash.length === 0) return true
    set({ phase: 'conflict', conflict: { theirs, fields: clash, ...(by ? { by } : {}) } })
    return false
  }

  return {
    get: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },

    change(change: Partial<Content>) {
      const refused = state.refused.filter((fault) => !(fieldOf(fault.pointer) in change))
      const phase = state.phase === 'saved' ? 'waiting' : state.phase
      set({ content: { ...state.content, ...change }, phase, refused })
      remember()
      if (phase === 'waiting' || phase === 'saving') later(rest)
    },

    /** Sends at once what waits: on the next step, after signing in again. */
    flush,

    /** The line is back. What was under way may still fail for the old reason: then once more, and not after the pause. */
    async wake() {
      failures = 0
      await flush()
      if (state.phase === 'offline') await flush()
    },

    /** Settles a conflict: the fields that both changed become mine or theirs. */
    choose(whose: 'mine' | 'theirs') {
      const { conflict, content } = state
      if (!conflict) return Promise.resolve()
      const theirs = contentOf(conflict.theirs)
      base = wireOf(theirs)
      held.clear()
      set({
        content: whose === 'mine' ? content : { ...content, ...pick(theirs, conflict.fields) },
        conflict: undefined,
        refused: [],
        phase: 'waiting',
      })
      remember()
      return flush()
    },

    /** What submitting says of the fields. */
    refuse,

    /** For good: forgets what this device kept, and sends nothing any more. */
    discard() {
      over = true
      clearTimeout(timer)
      keep.copies(name()).forEach(({ key }) => keep.forget(key))
    },

    stop() {
      clearTimeout(timer)
    },
  }
}
