import type { Page } from '@playwright/test'
import { expect, open, password, test } from '../support/test.ts'

test('the hub directory narrows by kind and words, and opens a hub', async ({ page }) => {
  await open(page, '/hubs')
  const count = page.getByRole('status').filter({ hasText: /^\d+ hub$/ })
  await expect(count).toHaveText('31 hub')
  await expect(page.getByRole('article')).toHaveCount(31)
  await page.getByRole('link', { name: 'Kementerian', exact: true }).click()
  await expect(page).toHaveURL('/hubs?kind=ministry')
  await expect(page.getByRole('link', { name: 'Kementerian', exact: true })).toHaveAttribute(
    'aria-current',
    /page|true/,
  )
  await expect(page.getByRole('article').first()).toContainText('Kementerian')
  await page.getByRole('searchbox', { name: 'Cari hub' }).fill('keuangan')
  await page.getByRole('searchbox', { name: 'Cari hub' }).press('Enter')
  await expect(page).toHaveURL('/hubs?kind=ministry&q=keuangan')
  await expect(count).toHaveText('1 hub')
  await page.getByRole('article').getByRole('link').click()
  await expect(page).toHaveURL('/hubs/kemenkeu')
  await page.goBack()
  await expect(page).toHaveURL('/hubs?kind=ministry&q=keuangan')
  await expect(count).toHaveText('1 hub')
})

test('a hub shows who it is, its figures and its innovations, and links on', async ({
  page,
  api,
}) => {
  const { items } = await api.innovations('hub_id=kemenkeu&sort=-published_at')
  await open(page, '/hubs/kemenkeu')
  await expect(
    page.getByRole('heading', { level: 1, name: 'Hub JIPP Kementerian Keuangan' }),
  ).toBeVisible()
  const main = page.locator('main')
  const shelf = main.getByRole('region', { name: 'Inovasi dari hub ini' })
  await expect(shelf.getByRole('article').getByRole('heading')).toHaveText(
    items.map((item) => item.title),
  )
  await expect(main.getByRole('heading', { name: 'Inovasi hub dalam angka' })).toBeVisible()
  const published = main.locator('dl > div').filter({ hasText: 'Inovasi terbit' })
  await expect(published.getByRole('definition')).toHaveText(String(items.length))

  await main.getByRole('link', { name: 'Semua inovasi hub ini' }).click()
  await expect(page).toHaveURL(/^.*\/innovations\?hub_id=[\w-]+$/)
  await expect(page.getByRole('article')).toHaveCount(items.length)
  await expect(
    page.getByRole('link', { name: 'Hapus saringan Hub JIPP Kementerian Keuangan' }),
  ).toBeVisible()
  await page.goBack()

  await main.getByRole('table', { name: 'Menurut sektor' }).getByRole('link').first().click()
  await expect(page).toHaveURL(/hub_id=.*sector=|sector=.*hub_id=/)
  await expect(page.getByRole('article')).not.toHaveCount(0)
  await page.goBack()

  await main.getByRole('link', { name: 'Kementerian Keuangan', exact: true }).click()
  await expect(page).toHaveURL('/institutions/kemenkeu')
})

/** Other journeys add institutions of their own. */
async function institutions(page: Page) {
  const response = await page.request.get('/api/v1/institutions?count=true&limit=1')
  return ((await response.json()) as { total: number }).total
}

test('the institutions narrow by kind and words', async ({ page }) => {
  await open(page, '/institutions')
  const count = page.getByRole('status').filter({ hasText: /^\d+ instansi$/ })
  await expect(count).toHaveText(/^5\d instansi$/)
  await page.locator('main').getByLabel('Jenis instansi').selectOption({ label: 'Provinsi' })
  await expect(page).toHaveURL('/institutions?kind=province')
  await page.getByRole('searchbox', { name: 'Cari instansi' }).fill('jawa')
  await page.getByRole('searchbox', { name: 'Cari instansi' }).press('Enter')
  await expect(page).toHaveURL('/institutions?kind=province&q=jawa')
  const rows = page.getByRole('table', { name: 'Daftar instansi' }).getByRole('rowheader')
  await expect(rows.filter({ hasText: 'Jawa Timur' })).toHaveCount(1)
  await expect(rows.filter({ hasNotText: 'Jawa' })).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Cari instansi' }).fill('zzzz')
  await page.getByRole('searchbox', { name: 'Cari instansi' }).press('Enter')
  await page.getByRole('link', { name: 'Tampilkan semua instansi' }).click()
  await expect(count).toHaveText(/^5\d instansi$/)
})

test('the directory of institutions shows all of them', async ({ page }) => {
  await open(page, '/institutions')
  const rows = page.getByRole('table', { name: 'Daftar instansi' }).getByRole('rowheader')
  const more = page.getByRole('button', { name: 'Muat lagi' })
  await expect.poll(async () => (await rows.count()) === (await institutions(page))).toBe(true)
  await expect(more).toHaveCount(0)
})

test('an institution links its hub and its innovations', async ({ page, api }) => {
  const { items } = await api.innovations('institution_id=kemenkeu')
  await open(page, '/institutions/kemenkeu')
  await expect(page.getByRole('heading', { level: 1, name: 'Kementerian Keuangan' })).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(items.length)
  await page.getByRole('link', { name: 'Semua inovasi instansi ini' }).click()
  await expect(page.getByRole('article')).toHaveCount(items.length)
  await expect(page.getByRole('link', { name: 'Hapus saringan Kemenkeu' })).toBeVisible()
  await page.goBack()
  await page.locator('main').getByRole('link', { name: 'Hub JIPP Kementerian Keuangan' }).click()
  await expect(page).toHaveURL('/hubs/kemenkeu')
})

test('an innovation shows its facts, says that it is made up, and links on', async ({
  page,
  api,
}) => {
  const { items } = await api.innovations('institution_id=kemenkeu&sort=title')
  const one = items[0]
  if (!one) throw new Error('Kemenkeu has no innovation')
  await open(page, `/innovations/${one.slug}`)
  const main = page.locator('main')
  await expect(main.getByRole('heading', { level: 1, name: one.title })).toBeVisible()
  await expect(page).toHaveTitle(`${one.title} · Hub JIPP`)
  await expect(main).toContainText('Catatan ini adalah data peragaan.')
  await expect(main.locator('article').first()).not.toContainText(/\*\*|<\/?p>/)
  const contents = main.getByRole('navigation', { name: 'Isi halaman' })
  await contents.getByRole('link', { name: 'Lima kriteria' }).click()
  await expect(main.getByRole('heading', { level: 2, name: 'Lima kriteria' })).toBeInViewport()
  await expect(page).toHaveURL(`/innovations/${one.slug}#criteria`)
  const facts = main.getByRole('complementary', { name: 'Sekilas' })
  await facts.getByRole('link', { name: 'Hub JIPP Kementerian Keuangan' }).click()
  await expect(page).toHaveURL('/hubs/kemenkeu')
})

test('every link of the API page and the footer leads somewhere', async ({ page, request }) => {
  await open(page, '/api')
  const addresses = await page
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
  expect(addresses.length).toBeGreaterThan(10)
  for (const address of new Set(addresses)) {
    expect((await request.get(address)).status(), address).toBe(200)
  }
  const document = (await (await request.get('/api/v1/openapi.json')).json()) as { openapi: string }
  expect(document.openapi).toMatch(/^3\.1/)
})

test('the example on the API page is a command that works', async ({ page, request }) => {
  await open(page, '/api')
  const sample = await page.locator('main pre').first().innerText()
  const address = /https?:\/\/[^\s'"]+/.exec(sample)?.[0] ?? ''
  const response = await request.get(address)
  expect(response.status(), sample).toBe(200)
})

test('in the explorer a token is accepted and an operation can be tried out', async ({
  page,
  request,
}) => {
  const login = await request.post('/api/v1/auth/login', {
    data: { email: 'reviewer@jipp.example', password },
  })
  const { access_token: token } = (await login.json()) as { access_token: string }

  await open(page, '/api')
  await page.locator('main').getByRole('link', { name: 'Penjelajah API' }).click()
  await expect(page).toHaveURL(/\/docs\/?$/)
  await expect(page.getByRole('heading', { name: /JIPP/ }).first()).toBeVisible()

  const me = page
    .locator('.opblock')
    .filter({ has: page.locator('[data-path="/api/v1/me"]') })
    .filter({ hasText: 'GET' })
  const execute = async () => {
    await me.getByRole('button', { name: 'Execute' }).click()
    return me.locator('.live-responses-table tbody .response-col_status').first()
  }
  await me.locator('.opblock-summary').click()
  await expect(await execute()).toContainText('401')

  await page.getByRole('button', { name: 'Authorize' }).first().click()
  const dialog = page.locator('.dialog-ux')
  await dialog.getByRole('textbox').first().fill(token)
  await dialog.getByRole('button', { name: 'Apply credentials' }).first().click()
  await dialog.getByRole('button', { name: 'Close' }).first().click()
  await expect(dialog).toHaveCount(0)

  await expect(await execute()).toContainText('200')
  await expect(me.locator('.live-responses-table')).toContainText('reviewer@jipp.example')
})
