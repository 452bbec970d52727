import { expect, test } from 'vitest'
import { pieces } from './snippet'

test('marked words are told apart, and nothing stays escaped', () => {
  expect(pieces('Warga &lt;b&gt; <mark>antre</mark> &amp;lt; lagi')).toEqual([
    { text: 'Warga <b> ', marked: false },
    { text: 'antre', marked: true },
    { text: ' &lt; lagi', marked: false },
  ])
  expect(pieces('')).toEqual([])
})
