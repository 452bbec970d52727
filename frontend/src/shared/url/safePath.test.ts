import { describe, expect, it } from 'vitest'
import { safePath } from './safePath'

const origin = 'https://jipp.example'

describe('safePath', () => {
  it.each(['/innovations?q=a', '/hubs/hub-x#top', '/'])('goes back to %s', (path) => {
    expect(safePath(path, '/work', origin)).toBe(path)
  })

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/login?next=/login',
    undefined,
    42,
  ])('does not go to %s', (path) => {
    expect(safePath(path, '/work', origin)).toBe('/work')
  })
})
