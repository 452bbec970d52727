import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext } from '@playwright/test'
import {
  accountMenu,
  expect,
  expectSignedOut,
  fillLogin,
  open,
  settled,
  signIn,
  signOut,
  test,
} from '../support/test.ts'

const signInLink = { name: 'Masuk', exact: true }

/** Follows the refreshes of all tabs; each is held up a little, as on a poor line. */
async function watchRefresh(context: BrowserContext) {
  const seen = { statuses: [] as number[], atOnce: 0 }
  let running = 0
  await context.route('**/api/v1/auth/refresh', async (route) => {
    running += 1
    seen.atOnce = Math.max(seen.atOnce, running)
    await sleep(250)
    await route.continue()
    const response = await route.request().response()
    await response?.finished()
    running -= 1
    if (response) seen.statuses.push(response.status())
  })
  return seen
}

test('signs in, stays signed in over a reload, signs out', async ({ page, context }) => {
  await open(page, '/')
  await page.getByRole('link', signInLink).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Masuk' })).toBeVisible()
  await fillLogin(page, 'innovator.kemenkeu@jipp.example')
  await expect(page).toHaveURL('/work')
  await expect(page.getByRole('heading', { level: 1, name: 'Pekerjaan saya' })).toBeVisible()

  const refresh = await watchRefresh(context)
  await page.reload()
  await expect(accountMenu(page)).toBeVisible()
  expect(refresh.statuses).toEqual([200])
  await accountMenu(page).click()
  await page.getByRole('link', { name: 'Akun saya' }).click()
  await expect(page).toHaveURL('/me')
  await expect(page.locator('main')).toContainText('innovator.kemenkeu@jipp.example')

  await signOut(page)
  await expectSignedOut(page)
  await expect(page).toHaveURL(/\/(login)?$/)
  await expect(page.locator('body')).not.toContainText('innovator.kemenkeu@jipp.example')
  await page.reload()
  await settled(page)
  await expectSignedOut(page)
  expect(refresh.statuses).toEqual([200])
  expect((await context.cookies()).map((cookie) => cookie.name)).not.toContain('jipp_refresh')
  await page.goto('/me')
  await expect(page).toHaveURL('/login?next=%2Fme')
})

test('keeps tokens out of the browser’s storage', async ({ page, context }) => {
  await signIn(page, 'reviewer@jipp.example')
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  expect(stored).not.toContain('eyJ')
  const cookie = (await context.cookies(`${page.url()}api/v1/auth/refresh`)).find(
    ({ name }) => name === 'jipp_refresh',
  )
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/api/v1/auth' })
  expect(await page.evaluate(() => document.cookie)).toBe('')
})

test('two tabs that reload at once refresh one after the other, and both stay signed in', async ({
  page,
  context,
}) => {
  await signIn(page, 'manager.kemenkeu@jipp.example')
  const other = await context.newPage()
  await open(other, '/me')
  await expect(accountMenu(other)).toBeVisible()
  const refresh = await watchRefresh(context)
  for (let round = 1; round <= 4; round++) {
    await Promise.all([page.reload(), other.reload()])
    await expect(accountMenu(page)).toBeVisible()
    await expect(accountMenu(other)).toBeVisible()
    await expect(other.locator('main')).toContainText('manager.kemenkeu@jipp.example')
    expect(refresh.atOnce).toBe(1)
    expect(new Set(refresh.statuses)).toEqual(new Set([200]))
    expect(refresh.statuses.length).toBeLessThanOrEqual(2 * round)
  }
})

test('signing out works on the pages of the desk too', async ({ page }) => {
  await signIn(page, 'reviewer@jipp.example', '/review')
  await signOut(page)
  await expectSignedOut(page)
  await expect(page).toHaveURL(/\/(login.*)?$/)
})

test('signing in and out reaches the other tab', async ({ page, context }) => {
  const other = await context.newPage()
  await open(other, '/hubs')
  await expect(other.getByRole('banner').getByRole('link', signInLink)).toBeVisible()
  await signIn(page, 'manager.kemenkeu@jipp.example', '/me')
  await expect(accountMenu(other)).toBeVisible()
  await accountMenu(other).click()
  await other.getByRole('link', { name: 'Akun saya' }).click()
  await expect(other.locator('main')).toContainText('manager.kemenkeu@jipp.example')

  await signOut(page)
  await expectSignedOut(page)
  await expectSignedOut(other)
  await expect(other.locator('body')).not.toContainText('manager.kemenkeu@jipp.example')
})

test('a wrong password is told, and nothing typed is lost', async ({ page }) => {
  await open(page, '/login')
  await fillLogin(page, 'reviewer@jipp.example', 'bukan-kata-sandinya')
  await expect(page.getByRole('alert')).toHaveText(
    'Alamat surel atau kata sandi tidak cocok. Periksa keduanya lalu coba lagi.',
  )
  await expect(page).toHaveURL('/login')
  await expect(page.getByLabel('Alamat surel')).toHaveValue('reviewer@jipp.example')
  await fillLogin(page, 'reviewer@jipp.example')
  await expect(accountMenu(page)).toBeVisible()
})

test('an unfinished form says what is missing, at the field', async ({ page }) => {
  await open(page, '/login')
  await page.getByLabel('Alamat surel').fill('bukan-surel')
  await page.locator('main').getByRole('button', { name: 'Masuk' }).click()
  const email = page.getByLabel('Alamat surel')
  await expect(email).toBeFocused()
  await expect(email).toHaveAttribute('aria-invalid', 'true')
  await expect(email).toHaveAccessibleDescription(/Tulis alamat surel yang lengkap/)
  await expect(page.getByLabel('Kata sandi', { exact: true })).toHaveAccessibleDescription(
    /wajib diisi/,
  )
})

test('after signing in the visitor is where they wanted to be', async ({ page, api }) => {
  await page.goto('/me')
  await expect(page).toHaveURL('/login?next=%2Fme')
  await fillLogin(page, 'innovator.kemenkeu@jipp.example')
  await expect(page).toHaveURL('/me')
  await expect(page.getByRole('heading', { level: 1, name: 'Akun saya' })).toBeVisible()
  await signOut(page)

  const address = '/innovations?q=layanan&sector=health'
  await open(page, address)
  await page.getByRole('banner').getByRole('link', signInLink).click()
  await fillLogin(page, 'innovator.kemenkeu@jipp.example')
  await expect(page).toHaveURL(address)
  await expect(page.getByRole('article')).toHaveCount(
    (await api.titles(address.split('?')[1] ?? '')).length,
  )
})

test('a foreign address in next leads to one’s work', async ({ page }) => {
  await open(page, '/login?next=https%3A%2F%2Fevil.example%2F')
  await fillLogin(page, 'reviewer@jipp.example')
  await expect(accountMenu(page)).toBeVisible()
  await expect(page).toHaveURL('/work')
})

test('a session that another device ended leads back to the sign-in page', async ({
  page,
  browser,
  baseURL,
}) => {
  const email = 'signatory.kkp@jipp.example'
  await signIn(page, email, '/me')
  const elsewhere = await browser.newPage({ baseURL, locale: 'id-ID' })
  await signIn(elsewhere, email, '/me')
  await elsewhere.getByRole('button', { name: 'Keluar dari semua perangkat' }).click()
  await elsewhere.getByRole('button', { name: 'Ya, keluar dari semua' }).click()
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Masuk' })).toBeVisible()
  await elsewhere.close()

  await page.reload()
  await expect(page).toHaveURL('/login?next=%2Fme')
  await fillLogin(page, email)
  await expect(page).toHaveURL('/me')
})
