import { expect, it } from 'vitest'
import { mentionAt, mentionOf } from './mention'

const at = (text: string) => mentionAt(text, text.length)

it('knows a name that is being typed', () => {
  expect(at('Halo @si')).toEqual({ from: 5, to: 8, q: 'si' })
  expect(at('@Siti Rah')?.q).toBe('Siti Rah')
  expect(at('(@budi')?.q).toBe('budi')
})

it('leaves alone what is none', () => {
  for (const text of [
    '@',
    '@s',
    'a@si',
    'siti@example',
    '@ siti',
    '@satu dua tiga empat',
    '@a\nb',
  ]) {
    expect(at(text)).toBeUndefined()
  }
})

it('writes it as the server reads it', () => {
  expect(mentionOf({ id: 'x', name: 'Siti [Rahma]' })).toBe('@[Siti Rahma](user:x) ')
})
