import { expect, open, pageTop, resultTitles, settled, test } from '../support/test.ts'

test('finds an innovation from home by words, facets and order, and comes back to the same place', async ({
  page,
  api,
}) => {
  await open(page, '/')
  await page.getByRole('searchbox', { name: 'Apa yang ingin Anda perbaiki?' }).fill('layanan')
  await page.getByRole('button', { name: 'Cari', exact: true }).click()
  await expect(page).toHaveURL('/innovations?q=layanan')
  await expect(resultTitles(page)).toHaveText(await api.titles('q=layanan&limit=20'))
  await expect(page.getByRole('searchbox', { name: 'Kata kunci' })).toHaveValue('layanan')

  const sectors = page.getByRole('group', { name: 'Sektor' })
  await sectors.getByRole('checkbox', { name: /^Kesehatan / }).check()
  await expect(page).toHaveURL(/sector=health(&|$)/)
  await sectors.getByRole('checkbox', { name: /^Hukum / }).check()
  await sectors.getByRole('checkbox', { name: /^Perizinan / }).check()
  await expect(page).toHaveURL(/sector=health,justice,licensing(&|$)/)
  const phases = page.getByRole('group', { name: 'Tahap' })
  await phases.getByRole('checkbox', { name: /^Pengembangan / }).check()
  await expect(page).toHaveURL(/phase=development(&|$)/)

  await page.getByLabel('Urutkan').selectOption({ label: 'Judul A–Z' })
  const query = 'q=layanan&sector=health,justice,licensing&phase=development&sort=title'
  const { total, items } = await api.innovations(query)
  expect(items.length).toBeGreaterThan(3)
  await expect(resultTitles(page)).toHaveText(items.map((item) => item.title))
  await expect(page.getByRole('status').filter({ hasText: /^\d+ inovasi$/ })).toHaveText(
    `${total} inovasi`,
  )
  const address = page.url()
  expect(new URL(address).search.slice(1).split('&').sort()).toEqual(query.split('&').sort())

  const last = resultTitles(page).last().getByRole('link')
  await last.scrollIntoViewIfNeeded()
  const place = await pageTop(page)
  expect(place).toBeGreaterThan(50)
  const title = await last.innerText()
  await last.click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(page).toHaveURL(`/innovations/${items.at(-1)?.slug ?? ''}`)
  await expect.poll(() => pageTop(page)).toBe(0)

  await page.goBack()
  await expect(page).toHaveURL(address)
  await expect(resultTitles(page)).toHaveText(items.map((item) => item.title))
  await expect.poll(() => pageTop(page)).toBe(place)
  await expect(sectors.getByRole('checkbox', { name: /^Kesehatan / })).toBeChecked()
  await expect(page.getByLabel('Urutkan')).toHaveValue('title')
})

test('comes back to the same place in a long list, also after a reload of the innovation', async ({
  page,
}) => {
  await open(page, '/innovations')
  await expect(resultTitles(page)).toHaveCount(20)
  const titles = await resultTitles(page).allInnerTexts()
  await resultTitles(page).nth(15).scrollIntoViewIfNeeded()
  const place = await pageTop(page)
  expect(place).toBeGreaterThan(500)
  await resultTitles(page).nth(15).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: titles[15] })).toBeVisible()
  await page.reload()
  await settled(page)
  await page.goBack()
  await expect(resultTitles(page)).toHaveText(titles)
  await expect.poll(() => pageTop(page)).toBe(place)
})

test('pages forwards and backwards through the catalogue', async ({ page, api }) => {
  const all = await api.titles('sort=title&limit=100')
  expect(all.length).toBeGreaterThan(40)
  const pages = page.getByRole('navigation', { name: 'Halaman hasil' })
  const next = pages.getByRole('link', { name: 'Berikutnya' })
  const previous = pages.getByRole('link', { name: 'Sebelumnya' })

  await open(page, '/innovations?sort=title')
  await expect(resultTitles(page)).toHaveText(all.slice(0, 20))
  await expect(previous).toHaveCount(0)
  await next.click()
  await expect(pages).toContainText('Halaman 2')
  await expect(resultTitles(page)).toHaveText(all.slice(20, 40))
  await expect.poll(() => pageTop(page)).toBe(0)
  const second = page.url()
  await next.click()
  await expect(pages).toContainText('Halaman 3')
  await expect(resultTitles(page)).toHaveText(all.slice(40))
  await expect(next).toHaveCount(0)

  await previous.click()
  await expect(page).toHaveURL(second)
  await expect(resultTitles(page)).toHaveText(all.slice(20, 40))
  await page.reload()
  await expect(pages).toContainText('Halaman 2')
  await previous.click()
  await expect(page).toHaveURL('/innovations?sort=title')
  await expect(resultTitles(page)).toHaveText(all.slice(0, 20))
  await page.goBack()
  await expect(resultTitles(page)).toHaveText(all.slice(20, 40))
})

test('a shared address of a later page leads to the first one', async ({
  page,
  browser,
  baseURL,
}) => {
  await open(page, '/innovations?sort=title')
  await page.getByRole('link', { name: 'Berikutnya' }).click()
  await expect(page).toHaveURL(/cursor=/)
  const stranger = await browser.newPage({ baseURL })
  await open(stranger, page.url())
  await stranger.getByRole('link', { name: 'Ke halaman pertama' }).click()
  await expect(stranger).toHaveURL('/innovations?sort=title')
  await expect(resultTitles(stranger)).toHaveCount(20)
  await stranger.close()
})

test('shows the same results as cards and as a table', async ({ page }) => {
  await open(page, '/innovations?q=layanan')
  await expect(resultTitles(page)).not.toHaveCount(0)
  const titles = await resultTitles(page).allInnerTexts()
  const layout = page.getByRole('navigation', { name: 'Bentuk tampilan' })
  await layout.getByRole('link', { name: 'Tabel' }).click()
  await expect(page).toHaveURL('/innovations?q=layanan&view=table')
  const table = page.getByRole('table', { name: 'Daftar inovasi' })
  await expect(table.getByRole('columnheader')).toHaveText([
    'Judul',
    'Instansi',
    'Sektor',
    'Tahap',
    'Keberlanjutan',
    'Diterapkan',
  ])
  await expect(resultTitles(page)).toHaveText(titles)
  await page.reload()
  await expect(resultTitles(page)).toHaveText(titles)
  await layout.getByRole('link', { name: 'Kartu' }).click()
  await expect(page).toHaveURL('/innovations?q=layanan')
  await expect(table).toHaveCount(0)
  await expect(resultTitles(page)).toHaveText(titles)
})

test('takes filters away one by one and all at once', async ({ page }) => {
  await open(page, '/innovations?q=layanan&sector=health&phase=development')
  await page.getByRole('link', { name: 'Hapus saringan Kesehatan' }).click()
  await expect(page).toHaveURL('/innovations?q=layanan&phase=development')
  await page.getByRole('link', { name: 'Hapus saringan “layanan”' }).click()
  await expect(page).toHaveURL('/innovations?phase=development')
  await page.getByRole('link', { name: 'Hapus semua' }).click()
  await expect(page).toHaveURL('/innovations')
  await expect(resultTitles(page)).toHaveCount(20)
})

test('an empty result says what to do', async ({ page }) => {
  await open(page, '/innovations?q=zzzzqqq&sector=health')
  await expect(page.getByRole('heading', { name: 'Tidak ada inovasi yang cocok' })).toBeVisible()
  await page.getByRole('link', { name: 'Hapus semua' }).last().click()
  await expect(resultTitles(page)).toHaveCount(20)
})
