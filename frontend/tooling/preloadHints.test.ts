import { expect, it } from 'vitest'
import { tags } from './preloadHints.ts'

const chunk = (fileName: string, rest: object = {}) => ({ type: 'chunk', fileName, ...rest })

it('names the chunks of the page that was asked for, without those already linked', () => {
  const hints = tags({
    'assets/index.js': chunk('assets/index.js', { isEntry: true, imports: ['assets/shared.js'] }),
    'assets/shared.js': chunk('assets/shared.js'),
    'assets/part.js': chunk('assets/part.js'),
    'assets/home.js': chunk('assets/home.js', {
      facadeModuleId: '/x/src/app/routes/home.tsx',
      imports: ['assets/shared.js', 'assets/part.js'],
      viteMetadata: { importedCss: new Set(['assets/home.css']) },
    }),
    'assets/font.woff2': { type: 'asset', fileName: 'assets/font.woff2' },
  })
  expect(hints[0]?.attrs).toMatchObject({ rel: 'preload', href: '/assets/font.woff2' })
  expect(hints[1]?.attrs).toEqual({ nonce: '__CSP_NONCE__' })
  expect(hints[1]?.children).toContain('"":[["assets/home.js","assets/home.css","assets/part.js"]')
  expect(hints[1]?.children).not.toContain('shared.js')
})
