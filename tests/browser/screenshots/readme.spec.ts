import { resolve } from 'node:path'
import { open, test } from '../support/test.ts'

test('picture of the README', async ({ page }) => {
  await open(page, '/')
  await page.screenshot({ path: resolve(import.meta.dirname, '../../../docs/images/home.png') })
})
