import { expect, it } from 'vitest'
import { hints } from './preloadHints.ts'

const chunk = (fileName: string, rest: object = {}) => ({ type: 'chunk', fileName, ...rest })

it('names the chunks of the page that was asked for, without those already linked', () => {
  const html = hints({
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
  expect(html).toContain('as="font" type="font/woff2" href="/assets/font.woff2" crossorigin')
  expect(html).toContain('<script nonce="__CSP_NONCE__">')
  expect(html).toContain('"":[["assets/home.js","assets/home.css","assets/part.js"]')
  expect(html).not.toContain('shared.js')
})
