import { expect, test } from 'vitest'
import { words } from '../words/id'
import { entries } from './entries'

const hub = {
  type: 'hub' as const,
  id: '1',
  title: 'Hub JIPP',
  url: '/hubs/kkp',
  snippet_html: '',
}

test('what is typed leads to the best results, and to all of them', () => {
  const urls = entries(words, 'kkp & co', [hub], ['lama'], true).map(({ url }) => url)
  expect(urls).toEqual(['/hubs/kkp', '/search?q=kkp%20%26%20co'])
})

test('before that there are the last searches and the pages', () => {
  const offered = entries(words, '', [], ['antrean'], false)
  expect(offered[0]?.url).toBe('/search?q=antrean')
  expect(offered.map(({ url }) => url)).not.toContain('/notifications')
  expect(entries(words, '', [], [], true).map(({ url }) => url)).toContain('/notifications')
})
