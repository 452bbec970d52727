import { describe, expect, it } from 'vitest'
import { en as deskEn } from './desk/en'
import { id as deskId } from './desk/id'
import { en } from './en'
import { id } from './id'

type Leaf = [path: string, value: unknown]

function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
}

const indonesian = new Map(leaves({ ...id, desk: deskId }))
const english = new Map(leaves({ ...en, desk: deskEn }))

// These are the same in both languages, rightly.
const same = new Set([
  '.shell.brand',
  '.shell.hubs',
  '.shell.api',
  '.shell.menu',
  '.home.hubCount',
  '.common.none',
  '.innovations.facet.hub_id',
  '.innovation.facts.hub',
  '.institutions.hub',
  '.events.kinds.webinar',
  '.events.agenda',
  '.mous.status',
  '.mous.columns.state',
  '.mous.hub',
  '.account.role.admin',
  '.desk.mous.form.hub',
  '.developers.docs.json',
  '.developers.docs.yaml',
  '.desk.draft.fields.hub_id',
  '.desk.admin.recordTypes.hub',
])
const quoted = /^\.home\.exampleQueries|^\.innovations\.queryChip/

describe('dictionary', () => {
  it('has the same entries in both languages', () => {
    expect([...english.keys()]).toEqual([...indonesian.keys()])
  })

  it('leaves nothing empty', () => {
    const empty = [...indonesian, ...english].filter(([, value]) => value === '')
    expect(empty).toEqual([])
  })

  it('translates every sentence', () => {
    const untranslated = [...indonesian]
      .filter(([path, value]) => typeof value === 'string' && english.get(path) === value)
      .map(([path]) => path)
      .filter((path) => !same.has(path) && !quoted.test(path))
    expect(untranslated).toEqual([])
  })
})
