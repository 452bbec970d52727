import { isProblem, type Problem } from '@/api/problem'
import type { Post, PostNew, PostPatch } from '@/api/types'
import { changes, check, formOf, same, wireOf, type Field, type PostForm, type Wire } from './form'

export type Phase =
  'waiting' | 'saving' | 'saved' | 'offline' | 'signed-out' | 'conflict' | 'closed'

export interface Draft {
  form: PostForm
  /** As the server has it; none before it was sent first. */
  post?: Post | undefined
  phase: Phase
  savedAt?: number
  /** What the server said of the fields. */
  refused?: Problem | undefined
  /** This device had kept something. */
  restored: boolean
}

interface Creation {
  key: string
  body: PostNew
}

/** What this device remembers until the server has it. */
export interface Kept {
  form: PostForm
  base?: Wire
  version?: number
  creation?: Creation
}

export interface Deps {
  create: (body: PostNew, key: string) => Promise<Post>
  save: (post: { id: string; version: number }, patch: PostPatch) => Promise<Post>
  read: (id: string) => Promise<Post>
  /** By the id of the post; none for one that was not sent. */
  keep: (id: string | undefined) => {
    read: () => Kept | undefined
    write: (kept: Kept | undefined) => void
  }
  newKey: () => string
  now: () => number
}

/** Typing rests this long before it is sent. */
const rest = 2000
const again = 10_000

/** Readers see a published post: what is typed into it is sent when its author says so, not before. */
export const isLive = (post: Post | undefined) =>
  post !== undefined && post.status !== 'draft' && post.status !== 'scheduled'

/** Takes what is typed to the server, and keeps it on this device until it is there. */
export function createAutosave(deps: Deps, start: { form: PostForm; post?: Post | undefined }) {
  const found = deps.keep(start.post?.id).read()
  let base = start.post ? (found?.base ?? wireOf(formOf(start.post))) : undefined
  let creation = found?.creation
  // Kept of an older version, it would undo what was done elsewhere since: then the server says so.
  const post = start.post && found?.version ? { ...start.post, version: found.version } : start.post
  let state: Draft = {
    form: found?.form ?? start.form,
    post,
    phase: 'waiting',
    restored: found !== undefined,
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let over = false
  const held = new Map<string, unknown>()
  const listeners = new Set<() => void>()

  function set(change: Partial<Draft>) {
    state = { ...state, ...change }
    listeners.forEach((listener) => listener())
  }

  /** What waits to be sent, without what cannot be. */
  function pending(): Partial<Wire> {
    const wire = wireOf(state.form)
    const faults = check(state.form)
    const changed = base ? changes(base, wire) : wire
    return Object.fromEntries(
      Object.entries(changed).filter(
        ([name, value]) => !(name in faults) && !(held.has(name) && same(held.get(name), value)),
      ),
    )
  }

  const isClean = () => base !== undefined && same(base, wireOf(state.form))

  function remember() {
    if (over) return
    const { form, post } = state
    const untouched = !post && !creation && same(form, start.form)
    deps.keep(post?.id).write(
      isClean() || untouched
        ? undefined
        : {
            form,
            ...(base ? { base } : {}),
            ...(post ? { version: post.version } : {}),
            ...(creation ? { creation } : {}),
          },
    )
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
      while (await sendOnce());
      set({ phase: isClean() ? 'saved' : 'waiting' })
    } catch (error) {
      if (!isProblem(error)) throw error
      fail(error)
    }
    remember()
  }

  async function sendOnce(): Promise<boolean> {
    if (!state.post) {
      if (!creation && 'title' in check(state.form)) return false
      creation ??= { key: deps.newKey(), body: pending() as PostNew }
      remember()
      set({ phase: 'saving' })
      const sent = creation.body
      const post = await deps.create(sent, creation.key)
      creation = undefined
      deps.keep(undefined).write(undefined)
      base = { ...wireOf(formOf(post)), ...sent }
      set({ post, savedAt: deps.now() })
      return true
    }
    const patch = pending()
    if (Object.keys(patch).length === 0) return false
    set({ phase: 'saving' })
    const post = await deps.save(state.post, patch)
    // As it was sent: what the server tidied is no difference to send again.
    base = { ...(base ?? wireOf(formOf(post))), ...patch }
    set({ post, savedAt: deps.now(), refused: undefined })
    return true
  }

  function fail(error: Problem) {
    const { status } = error
    if (status === 401) set({ phase: 'signed-out' })
    else if (status === 412) set({ phase: 'conflict' })
    else if (status === 422) {
      creation = undefined
      const wire = wireOf(state.form)
      for (const { pointer } of error.document.errors ?? []) {
        const name = pointer.split('/')[1] as Field
        if (name in wire) held.set(name, wire[name])
      }
      set({ phase: 'waiting', refused: error })
    } else if (error.offline || status === 429 || status >= 500) {
      set({ phase: 'offline' })
      later(Math.max((error.retryAfter ?? 0) * 1000, again))
    } else set({ phase: 'closed' })
  }

  return {
    get: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    isClean,
    /** Whether what is typed goes to the server by itself. */
    sends: () => !over && !isLive(state.post),
    change(change: Partial<PostForm> | ((form: PostForm) => Partial<PostForm>)) {
      const typed = typeof change === 'function' ? change(state.form) : change
      const phase = state.phase === 'saved' ? 'waiting' : state.phase
      set({ form: { ...state.form, ...typed }, phase })
      remember()
      if (!isLive(state.post) && (phase === 'waiting' || phase === 'saving')) later(rest)
    },
    /** Sends at once what waits. */
    flush,
    /** After a clash: mine puts what I changed on top of what is there, theirs drops it. */
    async settle(whose: 'mine' | 'theirs') {
      if (!state.post) return
      const theirs = await deps.read(state.post.id)
      const before = formOf(theirs)
      const mine = base ? Object.keys(changes(base, wireOf(state.form))) : []
      base = wireOf(before)
      held.clear()
      set({
        post: theirs,
        phase: 'waiting',
        refused: undefined,
        form: whose === 'theirs' ? before : merged(before, state.form, mine as Field[]),
      })
      remember()
      if (whose === 'mine') await flush()
    },
    /** Throws away what this device kept. */
    discard() {
      if (base && state.post) {
        void this.settle('theirs')
        set({ restored: false })
        return
      }
      creation = undefined
      set({ form: start.form, restored: false })
      deps.keep(undefined).write(undefined)
    },
    /** It moved on by other means, and its editor closes. */
    finish() {
      over = true
      clearTimeout(timer)
      deps.keep(state.post?.id).write(undefined)
    },
    stop: () => clearTimeout(timer),
  }
}

/** Their text, with what was changed here on top of it. */
function merged(theirs: PostForm, here: PostForm, changed: Field[]): PostForm {
  const names = changed.map((field): keyof PostForm =>
    field === 'innovation_ids' ? 'innovations' : field === 'event_ids' ? 'events' : field,
  )
  return { ...theirs, ...Object.fromEntries(names.map((name) => [name, here[name]])) }
}

export type Autosave = ReturnType<typeof createAutosave>
