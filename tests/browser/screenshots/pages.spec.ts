import { resolve } from 'node:path'
import {
  pathOf,
  signedInPageNames,
  signedInPages,
  signedInPath,
  type PublicPage,
} from '../support/pages.ts'
import { open, password, settled, test, type Page } from '../support/test.ts'

const folder = resolve(import.meta.dirname, '../../../target/screenshots')
const pages = {
  home: 'home',
  catalogue: 'catalogue',
  innovation: 'innovation',
  hubs: 'hubs',
  hub: 'hub',
  board: 'formation board',
  network: 'network',
  events: 'events',
  'events-past': 'past events',
  'events-calendar': 'calendar of events',
  event: 'event',
  'check-in': 'check-in',
  mous: 'mous',
  mou: 'mou',
  verification: 'verification',
  posts: 'posts',
  post: 'post',
  question: 'a question with its answer',
  search: 'search',
  digest: 'digest of a hub',
  institutions: 'institutions',
  api: 'api',
  login: 'login',
  invite: 'accept an invitation',
  404: 'not found',
} as const satisfies Record<string, PublicPage>

async function enter(page: Page, email: string) {
  await open(page, '/login?next=%2Fme')
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.locator('main button[type=submit]').click()
  await page.locator('main table').waitFor()
  await settled(page)
}

for (const width of [360, 768, 1280]) {
  for (const scheme of ['light', 'dark'] as const) {
    for (const locale of ['id', 'en']) {
      test.describe(`${width} ${scheme} ${locale}`, () => {
        test.use({
          viewport: { width, height: width < 768 ? 740 : 800 },
          isMobile: width < 768,
          colorScheme: scheme,
          reducedMotion: 'reduce',
        })

        test('pages', async ({ page, api }) => {
          await page.addInitScript((chosen) => localStorage.setItem('jipp.locale', chosen), locale)
          const shoot = (name: string) =>
            page.screenshot({
              path: `${folder}/${name}-${width}-${scheme}-${locale}.png`,
              fullPage: true,
            })
          for (const [name, key] of Object.entries(pages)) {
            await open(page, await pathOf(key, api))
            await shoot(name)
          }
          await enter(page, 'manager.kemenkeu@jipp.example')
          await shoot('me')
        })

        for (const email of new Set(signedInPageNames.map((name) => signedInPages[name].as))) {
          test(`pages of ${email}`, async ({ page, request }) => {
            await page.addInitScript(
              (chosen) => localStorage.setItem('jipp.locale', chosen),
              locale,
            )
            await enter(page, email)
            for (const name of signedInPageNames) {
              if (signedInPages[name].as !== email) continue
              await open(page, await signedInPath(name, request))
              const file = name.replaceAll(/\W+/g, '-')
              await page.screenshot({
                path: `${folder}/${file}-${width}-${scheme}-${locale}.png`,
                fullPage: true,
              })
            }
          })
        }
      })
    }
  }
}
