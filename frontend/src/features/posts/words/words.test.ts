import { expect, it } from 'vitest'
import { reading as enReading } from './en/reading'
import { writing as enWriting } from './en/writing'
import { reading as idReading } from './id/reading'
import { writing as idWriting } from './id/writing'

type Leaf = [path: string, value: unknown]

function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
}

const indonesian = new Map(leaves({ reading: idReading, writing: idWriting }))
const english = new Map(leaves({ reading: enReading, writing: enWriting }))

// These are the same in both languages, rightly.
const same = ['.reading.hub', '.reading.kinds.video', '.writing.form.hub_id', '.reading.tag']

it('says everything in both languages', () => {
  expect([...english.keys()]).toEqual([...indonesian.keys()])
  const untranslated = [...indonesian]
    .filter(([path, value]) => typeof value === 'string' && english.get(path) === value)
    .map(([path]) => path)
  expect(untranslated.filter((path) => !same.includes(path))).toEqual([])
})
