import type { Innovation, InnovationNew } from '@/api/types'
import type { Keep } from './keep'
import type { Wire } from './wire'

export interface Server {
  create: (body: InnovationNew, key: string) => Promise<Innovation>
  save: (record: { id: string; version: number }, patch: Partial<Wire>) => Promise<Innovation>
  read: (id: string) => Promise<Innovation>
  lastEditor: (id: string) => Promise<string | undefined>
}

/** What autosave works with. */
export interface AutosaveDeps {
  server: Server
  keep: Keep
  newKey: () => string
  now: () => number
}
