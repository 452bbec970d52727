import { expectVisibleFocus, focusedHeading, tabTo } from '../support/keyboard.ts'
import { expect, open, resultTitles, settled, test } from '../support/test.ts'

test('the skip link is the first stop and leads past the navigation', async ({ page }) => {
  await open(page, '/innovations')
  const skip = page.getByRole('link', { name: 'Langsung ke isi' })
  await page.keyboard.press('Tab')
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await expectVisibleFocus(page)
  await page.keyboard.press('Enter')
  await expect(page.locator('main')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('searchbox', { name: 'Kata kunci' })).toBeFocused()
})

test('finds and opens an innovation without a mouse', async ({ page }) => {
  await open(page, '/')
  const navigation = page.getByRole('navigation', { name: 'Navigasi utama' })
  await tabTo(page, navigation.getByRole('link', { name: 'Inovasi' }))
  await page.keyboard.press('Enter')
  await focusedHeading(page, 'Katalog inovasi')

  await tabTo(page, page.getByRole('searchbox', { name: 'Kata kunci' }))
  await page.keyboard.type('layanan')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/innovations?q=layanan')
  await settled(page)

  const health = page
    .getByRole('group', { name: 'Sektor' })
    .getByRole('checkbox', { name: /^Kesehatan / })
  await tabTo(page, health)
  await page.keyboard.press('Space')
  await expect(page).toHaveURL('/innovations?q=layanan&sector=health')
  await settled(page)
  await expect(health).toBeChecked()
  await expect(health).toBeFocused()

  // A closed group opens with Enter.
  const years = page.locator('summary', { hasText: 'Tahun penerapan' })
  await tabTo(page, years)
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('group', { name: 'Tahun penerapan' }).getByRole('checkbox').first(),
  ).toBeVisible()

  const order = page.getByLabel('Urutkan')
  await tabTo(page, order)
  await page.keyboard.type('Judul')
  await expect(page).toHaveURL('/innovations?q=layanan&sector=health&sort=title')
  await settled(page)
  await expect(order).toBeFocused()

  await tabTo(page, page.getByRole('link', { name: 'Tabel', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: 'Daftar inovasi' })).toBeVisible()

  const result = resultTitles(page).nth(1)
  const title = await result.innerText()
  await tabTo(page, result)
  await page.keyboard.press('Enter')
  await focusedHeading(page, title)

  await page.goBack()
  await focusedHeading(page, 'Katalog inovasi')
  await expect(page).toHaveURL('/innovations?q=layanan&sector=health&sort=title&view=table')
})

test('every stop of the innovation page shows its focus, and leads on to the footer', async ({
  page,
  api,
}) => {
  const { items } = await api.innovations('sort=title&sector=disaster&limit=1')
  await open(page, `/innovations/${items[0]?.slug ?? ''}`)
  await tabTo(page, page.getByRole('contentinfo').getByRole('link', { name: 'Dokumen OpenAPI' }))
})

test('theme and language are chosen by keyboard', async ({ page }) => {
  await open(page, '/hubs')
  const theme = page.getByLabel('Tema tampilan')
  await tabTo(page, theme)
  await page.keyboard.type('Gelap')
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await expect(theme).toBeFocused()
  await tabTo(page, page.getByRole('button', { name: 'EN: English' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('the focus goes to the heading of each new page, also of the next result page', async ({
  page,
}) => {
  await open(page, '/innovations?sort=title')
  await tabTo(page, page.getByRole('link', { name: 'Berikutnya' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/cursor=/)
  await focusedHeading(page, 'Katalog inovasi')
  const navigation = page.getByRole('navigation', { name: 'Navigasi utama' })
  for (const [link, heading] of [
    ['Hub', 'Direktori hub'],
    ['Instansi', 'Instansi'],
    ['API', 'API terbuka'],
  ] as const) {
    await navigation.getByRole('link', { name: link, exact: true }).focus()
    await page.keyboard.press('Enter')
    await focusedHeading(page, heading)
  }
})

test('the account menu works by keyboard', async ({ page }) => {
  await open(page, '/')
  await tabTo(page, page.getByRole('banner').getByRole('link', { name: 'Masuk' }))
  await page.keyboard.press('Enter')
  await focusedHeading(page, 'Masuk')
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Alamat surel')).toBeFocused()
  await page.keyboard.type('reviewer@jipp.example')
  await page.keyboard.press('Tab')
  await page.keyboard.type('jipp-demo-2026')
  await page.keyboard.press('Enter')
  const menu = page.getByRole('button', { name: /^Menu akun / })
  await expect(menu).toBeVisible()
  await settled(page)
  await menu.focus()
  await page.keyboard.press('Enter')
  await expect(menu).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Escape')
  await expect(menu).toHaveAttribute('aria-expanded', 'false')
  await expect(menu).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'Akun saya' }))
  await page.keyboard.press('Enter')
  await focusedHeading(page, 'Akun saya')
})

test('the filters on a phone keep the focus inside and give it back', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await open(page, '/innovations')
  const opener = page.getByRole('button', { name: 'Saring', exact: true })
  await opener.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Saring hasil' })
  await expect(dialog).toBeVisible()
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const inside = await dialog.evaluate(
      (element) =>
        element.contains(document.activeElement) || document.activeElement === document.body,
    )
    expect(inside).toBe(true)
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(opener).toBeFocused()
})
