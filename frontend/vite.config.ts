import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { precompress } from './tooling/precompress.ts'
import { preloadHints } from './tooling/preloadHints.ts'

const api = process.env.JIPP_API ?? 'http://127.0.0.1:8080'
const proxy = Object.fromEntries(
  ['/api/v1', '/docs', '/problems'].map((path) => [path, { target: api }]),
)

/** What only pages behind the sign-in share: visitors never fetch it. */
const desk =
  /src\/(shared\/(desk|i18n\/desk|revisions)\/|features\/(people\/|notifications\/components\/Headline|drafts\/(?!model\/stepNames)|events\/desk\/|(events|mous)\/api\/changes|hubs\/(api\/edit|components\/(HubDialog|hubForm))))/

/** Pages of posts and their words: too much for what every page fetches. */
const posts = /src\/features\/posts\/(?!api\/(search|list|post|comments)\.)/

export default defineConfig({
  plugins: [react(), preloadHints(), precompress()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The server swaps this literal for a fresh nonce in every response.
  html: { cspNonce: '__CSP_NONCE__' },
  server: { host: '127.0.0.1', port: 5173, proxy },
  preview: { host: '127.0.0.1', port: 4173, proxy },
  build: {
    manifest: true,
    // A stylesheet or image inlined as data: would need a wider CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // A few files instead of dozens of crumbs: every request costs a round trip on a poor line.
    rolldownOptions: {
      output: {
        codeSplitting: {
          // A group takes what its modules import along: the first ones go first.
          groups: [
            {
              name: 'framework',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack)\//,
              priority: 2,
            },
            {
              name: 'shared',
              test: (id) =>
                /src\/(shared\/(?!forms|markdown)|api\/|features\/)/.test(id) &&
                !desk.test(id) &&
                !posts.test(id),
              minShareCount: 2,
              priority: 1,
            },
            { name: 'desk', test: desk, minShareCount: 2 },
          ],
        },
      },
    },
  },
  test: { include: ['src/**/*.test.{ts,tsx}', 'tooling/**/*.test.ts'] },
})
