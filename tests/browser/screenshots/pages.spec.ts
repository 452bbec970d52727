import { resolve } from 'node:path'
import { pathOf, type PublicPage } from '../support/pages.ts'
import { open, password, settled, test, type Page } from '../support/test.ts'

const folder = resolve(import.meta.dirname, '../../../target/screenshots')
const pages = {
  home: 'home',
  catalogue: 'catalogue',
  innovation: 'innovation',
  hubs: 'hubs',
  hub: 'hub',
  institutions: 'institutions',
  api: 'api',
  login: 'login',
  404: 'not found',
} as const satisfies Record<string, PublicPage>

async function openAccount(page: Page) {
  await open(page, '/login?next=%2Fme')
  await page.locator('input[name=email]').fill('manager.kemenkeu@jipp.example')
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
          await openAccount(page)
          await shoot('me')
        })
      })
    }
  }
}
