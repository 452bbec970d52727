import { expect, open, resultTitles, settled, test, type Page } from '../support/test.ts'

// These failures cannot be brought about in a healthy server: the browser's side pretends them.
async function failWith(page: Page, status: number, headers: Record<string, string> = {}) {
  await page.route('**/api/v1/**', (route) =>
    route.fulfill({
      status,
      contentType: 'application/problem+json',
      headers,
      body: JSON.stringify({ type: '/problems/x', title: 'x', status, instance: 'nomor-123' }),
    }),
  )
  return () => page.unroute('**/api/v1/**')
}

const retry = (page: Page) =>
  page.locator('main').getByRole('button', { name: 'Coba lagi' }).first()

for (const path of [
  '/tidak-ada',
  '/innovations/tidak-ada',
  '/hubs/tidak-ada',
  '/institutions/tidak-ada',
]) {
  test(`${path} is a page that answers 404`, async ({ page }) => {
    const response = await open(page, path)
    expect(response?.status()).toBe(404)
    expect(response?.headers()['content-type']).toContain('text/html')
    await expect(
      page.getByRole('heading', { level: 1, name: 'Halaman tidak ditemukan' }),
    ).toBeVisible()
    await expect(page).toHaveTitle(/^Halaman tidak ditemukan · /)
    await expect(page).toHaveURL(path)
    await page.locator('main').getByRole('link', { name: 'Buka katalog' }).click()
    await expect(resultTitles(page)).toHaveCount(20)
  })
}

test('pages that exist answer 200', async ({ request }) => {
  for (const path of [
    '/',
    '/innovations',
    '/hubs',
    '/hubs/kemenkeu',
    '/institutions',
    '/institutions/kemenkeu',
    '/api',
    '/login',
    '/me',
  ]) {
    expect((await request.get(path)).status(), path).toBe(200)
  }
})

const brokenAnswers = [
  [500, 'Ada gangguan di server', {}],
  [503, 'Ada gangguan di server', { 'Retry-After': '1' }],
  [429, 'Terlalu banyak permintaan', { 'Retry-After': '1' }],
] as const

for (const [status, words, headers] of brokenAnswers) {
  test(`a ${status} on a record is explained and can be tried again`, async ({ page }) => {
    const heal = await failWith(page, status, headers)
    await page.goto('/hubs/kemenkeu')
    await expect(page.getByRole('heading', { level: 1, name: words })).toBeVisible()
    await expect(page.locator('main')).toContainText(String(status))
    await expect(page.locator('main')).toContainText('nomor-123')
    await heal()
    await expect(retry(page)).toBeEnabled()
    await retry(page).click()
    await expect(
      page.getByRole('heading', { level: 1, name: /Kementerian Keuangan/ }),
    ).toBeVisible()
  })

  test(`a ${status} in the catalogue leaves the page standing and can be tried again`, async ({
    page,
  }) => {
    const heal = await failWith(page, status, headers)
    await page.goto('/innovations?sort=title')
    await expect(page.getByRole('heading', { level: 1, name: 'Katalog inovasi' })).toBeVisible()
    await expect(page.getByRole('alert')).toContainText(words)
    await expect(page.getByRole('alert')).toContainText('nomor-123')
    await heal()
    await expect(retry(page)).toBeEnabled()
    await retry(page).click()
    await expect(resultTitles(page)).toHaveCount(20)
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expect(page).toHaveURL('/innovations?sort=title')
  })
}

test('a busy server says when to come back, and the button waits for it', async ({ page }) => {
  await failWith(page, 429, { 'Retry-After': '30' })
  await page.goto('/innovations')
  await expect(page.getByRole('alert')).toContainText(/Dapat dicoba lagi dalam (2|30)\d? detik/)
  await expect(retry(page)).toBeDisabled()
})

test('home stands although the API does not answer', async ({ page }) => {
  const heal = await failWith(page, 500)
  await page.goto('/')
  await expect(page.getByRole('searchbox', { name: 'Apa yang ingin Anda perbaiki?' })).toBeVisible()
  await expect(page.getByRole('alert').first()).toContainText('Ada gangguan di server')
  await heal()
  // One press asks again for all that has failed; a part that failed only after it shows another.
  await expect(async () => {
    if (await retry(page).isVisible()) await retry(page).click({ timeout: 1000 })
    await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 1000 })
  }).toPass()
  await settled(page)
  await expect(page.getByRole('article').first()).toBeVisible()
})

test('a broken address of a result page offers the first one', async ({ page }) => {
  await page.goto('/innovations?sort=title&cursor=rusak')
  await expect(page.getByRole('alert')).toContainText('Permintaan tidak dapat dibaca')
  await page.getByRole('link', { name: 'Mulai dari halaman pertama' }).click()
  await expect(page).toHaveURL('/innovations?sort=title')
  await expect(resultTitles(page)).toHaveCount(20)
})

test('without a connection an innovation says so, and opens once it is back', async ({
  page,
  context,
}) => {
  await open(page, '/innovations')
  // The page's code is there already; only its data are not.
  await resultTitles(page).first().getByRole('link').click()
  await settled(page)
  await page.goBack()
  await settled(page)
  await context.setOffline(true)
  const title = await resultTitles(page).nth(4).innerText()
  await resultTitles(page).nth(4).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Tidak ada sambungan' })).toBeVisible()
  await context.setOffline(false)
  await retry(page).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
})

test('without a connection a page that was never open says what to do', async ({
  page,
  context,
}) => {
  await open(page, '/')
  await context.setOffline(true)
  await page
    .getByRole('navigation', { name: 'Navigasi utama' })
    .getByRole('link', { name: 'Hub', exact: true })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Tidak ada sambungan' })).toBeVisible()
  await context.setOffline(false)
  await retry(page).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Direktori hub' })).toBeVisible()
})

test('a failed sign-in without a connection keeps what was typed', async ({ page, context }) => {
  await open(page, '/login')
  await context.setOffline(true)
  await page.getByLabel('Alamat surel').fill('reviewer@jipp.example')
  await page.getByLabel('Kata sandi', { exact: true }).fill('jipp-demo-2026')
  const submit = page.locator('main').getByRole('button', { name: 'Masuk', exact: true })
  await submit.click()
  await expect(page.getByRole('alert')).toContainText('Tidak ada sambungan')
  await context.setOffline(false)
  await submit.click()
  await expect(page.getByRole('button', { name: /^Menu akun / })).toBeVisible()
})
