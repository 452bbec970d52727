import { describe, expect, it } from 'vitest'
import { blocksOf, spansOf } from './markdown'

describe('blocksOf', () => {
  it('knows paragraphs, headings, lists and quotes', () => {
    const text = '# Judul\n\nSatu\ndua\n\n- a\n- b\n\n1. c\n2. d\n\n> kata'
    expect(blocksOf(text).map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'bullets',
      'numbers',
      'quote',
    ])
  })
})

describe('spansOf', () => {
  it('marks what is marked and leaves the rest', () => {
    expect(spansOf('Turun **79%** dari [survei](https://a.go.id/x) itu')).toEqual([
      { text: 'Turun ' },
      { text: '79%', mark: 'strong' },
      { text: ' dari ' },
      { text: 'survei', mark: 'link', href: 'https://a.go.id/x' },
      { text: ' itu' },
    ])
  })

  it('makes no link of anything but http', () => {
    expect(spansOf('[x](javascript:alert(1))')).toEqual([{ text: '[x](javascript:alert(1))' }])
  })
})
