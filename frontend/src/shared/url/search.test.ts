import { describe, expect, it } from 'vitest'
import { compact, list, oneOf, parseSearch, stringifySearch, text } from './search'

describe('parseSearch and stringifySearch', () => {
  it('keeps the address readable', () => {
    expect(stringifySearch({ sector: ['health', 'social'], q: 'akta lahir' })).toBe(
      '?sector=health,social&q=akta+lahir',
    )
  })

  it('reads back what it wrote', () => {
    const search = { q: 'a&b=c, d%20', sort: '-published_at' }
    expect(parseSearch(stringifySearch(search))).toEqual(search)
  })

  it('takes repeated parameters as one list, as the API does', () => {
    expect(parseSearch('?sector=health&sector=social')).toEqual({ sector: 'health,social' })
  })

  it('leaves out what is empty', () => {
    expect(stringifySearch({ q: '', sector: [], cursor: undefined })).toBe('')
  })
})

describe('readers', () => {
  it('trims and limits text', () => {
    expect(text('  antrean ')).toBe('antrean')
    expect(text('   ')).toBeUndefined()
    expect(text('x'.repeat(500))).toHaveLength(200)
    expect(text(7)).toBeUndefined()
  })

  it('takes lists as text or as arrays, without doubles or nonsense', () => {
    expect(list('health,social,health')).toEqual(['health', 'social'])
    expect(list(['health', 3, '<b>'])).toEqual(['health'])
    expect(list('')).toBeUndefined()
  })

  it('lets through only what is allowed', () => {
    expect(oneOf('title', ['title', 'relevance'])).toBe('title')
    expect(oneOf('colour', ['title', 'relevance'])).toBeUndefined()
  })

  it('drops keys without a value', () => {
    expect(compact({ a: 1, b: undefined })).toEqual({ a: 1 })
  })
})
