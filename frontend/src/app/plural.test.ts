import { describe, expect, it } from 'vitest'
import { reading } from '@/features/posts/words/en/reading'
import { writing } from '@/features/posts/words/en/writing'
import { words as search } from '@/features/search/words/en'
import { en as desk } from '@/shared/i18n/desk/en'
import { en } from '@/shared/i18n/en'
import { counted } from '@/shared/i18n/en/plural'

type Word = [path: string, text: (...values: unknown[]) => string]

function functions(value: unknown, path = ''): Word[] {
  if (typeof value === 'function') return [[path, value as Word[1]]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => functions(inner, `${path}.${key}`))
}

const all = functions({ ...en, desk, reading, writing, search })

// What follows a name that a test calls "1".
const verbs = /^(is|was|has|goes|matches|needs|loses|invites)$/

describe('counts in English', () => {
  it('puts one thing in the singular', () => {
    expect(['0', '1', '1,204', 2].map((count) => counted(count, 'post'))).toEqual([
      '0 posts',
      '1 post',
      '1,204 posts',
      '2 posts',
    ])
  })

  it.each(all)('%s says one of something rightly', (_, text) => {
    for (const one of [1, '1']) {
      const said = text(...Array<unknown>(text.length).fill(one))
      // "1 posts", "1 published innovations", "1 people"
      const things = [...said.matchAll(/\b1 (?:\w+ed |required )?(people|\w*[^s\W]s)\b/g)]
      expect(things.map(([, thing]) => thing).filter((thing) => !verbs.test(thing ?? ''))).toEqual(
        [],
      )
      expect(said).not.toMatch(/\b1 \w+s? (?:are|were|have)\b/)
    }
  })
})
