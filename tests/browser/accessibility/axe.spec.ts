import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import {
  pathOf,
  publicPageNames,
  signedInPageNames,
  signedInPages,
  signedInPath,
} from '../support/pages.ts'
import { admin, innovator, manager, reviewer } from '../support/records.ts'
import { expect, fillLogin, open, settled, signIn, test, type Page } from '../support/test.ts'

// Evaluated by the debugger, not loaded by the page: the page keeps its CSP.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
}

async function expectAccessible(page: Page, scheme: string) {
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
  // Colours that are still fading would be measured half way.
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  )
  await page.evaluate(axe)
  const results = await page.evaluate(
    (chosen) =>
      (window as unknown as { axe: { run: (o: RunOptions) => Promise<AxeResults> } }).axe.run(
        chosen,
      ),
    options,
  )
  const found = results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      (node) =>
        `${id}: ${help}\n  ${node.target.join(' ')}\n  ${node.html}\n  ${node.failureSummary ?? ''}`,
    ),
  )
  expect(found.join('\n')).toBe('')
}

const schemes = ['light', 'dark'] as const

/** Everything that can be unfolded, in both themes. */
async function expectAccessibleInBoth(page: Page) {
  await page
    .locator('main details')
    .evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)))
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme })
    await expectAccessible(page, scheme)
  }
}

test.describe('both themes:', () => {
  test.use({ reducedMotion: 'reduce' })

  for (const name of publicPageNames) {
    test(`${name} has no axe violation`, async ({ page, api }) => {
      await open(page, await pathOf(name, api))
      await expectAccessibleInBoth(page)
    })
  }

  for (const name of signedInPageNames) {
    test(`${name} has no axe violation`, async ({ page, request }) => {
      await signIn(page, signedInPages[name].as, await signedInPath(name, request))
      await expectAccessibleInBoth(page)
    })
  }
})

for (const scheme of schemes) {
  test.describe(`${scheme}:`, () => {
    test.use({ colorScheme: scheme, reducedMotion: 'reduce' })

    test('a dialog that asks has no axe violation', async ({ page, request }) => {
      await signIn(page, reviewer, await signedInPath('a review', request))
      await page.getByRole('button', { name: 'Minta revisi' }).click()
      const dialog = page.getByRole('dialog', { name: 'Minta revisi' })
      await dialog.getByRole('button', { name: 'Minta revisi' }).click()
      await expect(dialog.getByRole('textbox')).toBeFocused()
      await expectAccessible(page, scheme)
    })

    test('the choice of owners has no axe violation', async ({ page, request }) => {
      await signIn(page, manager, await signedInPath('progress, for a manager', request))
      await page.getByRole('button', { name: 'Atur pemilik' }).click()
      const dialog = page.getByRole('dialog', { name: 'Atur pemilik' })
      await dialog.getByRole('checkbox', { checked: true }).uncheck()
      await expect(dialog.getByRole('alert')).toBeVisible()
      await expectAccessible(page, scheme)
    })

    test('the form of an event with its errors has no axe violation', async ({ page }) => {
      await signIn(page, admin, '/events/new')
      await page.getByLabel('Jam mulai').fill('')
      await page.getByLabel('Alamat daring').fill('zoom.us')
      await page.getByRole('button', { name: 'Simpan kegiatan' }).click()
      await expect(page.getByRole('alert').getByRole('link')).toHaveCount(3)
      await expectAccessible(page, scheme)
    })

    test('the desk of an event at work has no axe violation', async ({ page, request }) => {
      const path = await signedInPath('an event that was held, at its desk', request)
      await signIn(page, admin, path)
      await page.getByText('Undang instansi').click()
      await page.getByLabel('Cari nama atau kode instansi').fill('kementerian')
      await page.getByRole('checkbox', { name: /^Kementerian Agama/ }).check()
      await page.getByLabel('Tempel daftar').fill('Kementerian Antah Berantah')
      await page.getByText('Akun untuk Kemenkeu').click()
      await page.getByText('Akun untuk KKP').click()
      await expect(page.getByRole('button', { name: 'Buat undangan' })).toHaveCount(2)
      await page
        .getByRole('group', { name: /^Kementerian Keuangan/ })
        .getByLabel('Catatan')
        .fill('Sekretaris')
      await expectAccessible(page, scheme)
      await page.getByRole('button', { name: 'Tambah tindak lanjut' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Simpan' }).click()
      await expect(dialog.getByLabel('Yang dikerjakan')).toHaveAttribute('aria-invalid', 'true')
      await expectAccessible(page, scheme)
    })

    test('a preview of Markdown has no axe violation', async ({ page, request }) => {
      await signIn(page, innovator, await signedInPath('a draft, a text with Markdown', request))
      await page.getByRole('button', { name: /^Pratinjau ?: Latar belakang$/ }).click()
      await expect(page.getByRole('checkbox', { name: 'selesai', exact: true })).toBeChecked()
      await expectAccessible(page, scheme)
    })

    test('the account page has no axe violation', async ({ page }) => {
      await signIn(page, 'manager.bpom@jipp.example', '/me')
      await page.getByRole('button', { name: 'Keluar dari semua perangkat' }).click()
      await page.getByRole('button', { name: /^Menu akun / }).click()
      await expectAccessible(page, scheme)
    })

    test('home with an account has no axe violation', async ({ page }) => {
      await signIn(page, 'innovator.kemenkeu@jipp.example')
      await expectAccessible(page, scheme)
    })

    test('the sign-in page with its errors has no axe violation', async ({ page }) => {
      await open(page, '/login')
      const submit = page.locator('main').getByRole('button', { name: 'Masuk', exact: true })
      await submit.click()
      await expect(page.getByLabel('Alamat surel')).toHaveAttribute('aria-invalid', 'true')
      await expectAccessible(page, scheme)
      await page.getByLabel('Alamat surel').fill('reviewer@jipp.example')
      await page.getByLabel('Kata sandi', { exact: true }).fill('salah-sekali')
      await submit.click()
      await expect(page.getByRole('alert')).toBeVisible()
      await expectAccessible(page, scheme)
    })

    test('an error page has no axe violation', async ({ page }) => {
      await page.route('**/api/v1/hubs/**', (route) => route.fulfill({ status: 500, body: '{}' }))
      await page.goto('/hubs/kemenkeu')
      await expect(
        page.getByRole('heading', { level: 1, name: 'Ada gangguan di server' }),
      ).toBeVisible()
      await expectAccessible(page, scheme)
    })

    test.describe('on a phone', () => {
      test.use({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true })

      test('the open drawer of filters has no axe violation', async ({ page }) => {
        await open(page, '/innovations')
        await page.getByRole('button', { name: 'Saring', exact: true }).tap()
        const drawer = page.getByRole('dialog', { name: 'Saring hasil' })
        await expect(drawer.getByRole('checkbox').first()).toBeVisible()
        await expectAccessible(page, scheme)
      })

      test('the open menu has no axe violation', async ({ page }) => {
        await open(page, '/hubs/kemenkeu')
        await page.getByRole('button', { name: 'Menu', exact: true }).tap()
        await expect(page.getByRole('navigation', { name: 'Navigasi utama' })).toBeVisible()
        await expectAccessible(page, scheme)
      })

      for (const name of ['members', 'admin: audit'] as const) {
        test(`${name} as cards has no axe violation`, async ({ page, request }) => {
          const path = await signedInPath(name, request)
          await open(page, `/login?next=${encodeURIComponent(path)}`)
          await fillLogin(page, signedInPages[name].as)
          await expect(page.getByRole('table').getByRole('row').first()).toBeAttached()
          await expectAccessible(page, scheme)
        })
      }

      for (const name of ['calendar of events', 'event', 'network', 'formation board'] as const) {
        test(`${name} on a phone has no axe violation`, async ({ page, api }) => {
          await open(page, await pathOf(name, api))
          await expectAccessible(page, scheme)
        })
      }

      test('the catalogue as a table has no axe violation', async ({ page }) => {
        await open(page, '/innovations?view=table')
        await settled(page)
        await expectAccessible(page, scheme)
      })
    })
  })
}
