import {
  expect,
  fillLogin,
  open,
  resultTitles,
  settled,
  signIn,
  test,
  type Locator,
  type Page,
} from '../support/test.ts'

const toEnglish = (page: Page) => page.getByRole('button', { name: 'EN: English' })
const toIndonesian = (page: Page) => page.getByRole('button', { name: 'ID: Bahasa Indonesia' })
const html = (page: Page) => page.locator('html')

test('the language switch keeps the page and lasts', async ({ page }) => {
  const address = '/innovations?q=layanan&sector=health&view=table'
  await open(page, address)
  await expect(html(page)).toHaveAttribute('lang', 'id')
  await expect(toIndonesian(page)).toHaveAttribute('aria-pressed', 'true')
  await expect(resultTitles(page)).not.toHaveCount(0)
  const titles = await resultTitles(page).allInnerTexts()

  await toEnglish(page).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Innovation catalogue' })).toBeVisible()
  await expect(page).toHaveURL(address)
  await expect(html(page)).toHaveAttribute('lang', 'en')
  await expect(page).toHaveTitle(/^Innovation catalogue · /)
  await expect(toEnglish(page)).toHaveAttribute('aria-pressed', 'true')
  await expect(toEnglish(page)).toBeFocused()
  await expect(
    page.getByRole('group', { name: 'Sector' }).getByRole('checkbox', { name: /^Health / }),
  ).toBeChecked()
  await expect(resultTitles(page)).toHaveText(titles)

  await page.reload()
  await settled(page)
  await expect(html(page)).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('heading', { level: 1, name: 'Innovation catalogue' })).toBeVisible()
  await page
    .getByRole('navigation', { name: 'Main navigation' })
    .getByRole('link', { name: 'Institutions' })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Institutions' })).toBeVisible()

  await toIndonesian(page).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Instansi' })).toBeVisible()
  await expect(html(page)).toHaveAttribute('lang', 'id')
})

test('the language is known before the page paints', async ({ page }) => {
  await open(page, '/')
  await toEnglish(page).click()
  await expect(html(page)).toHaveAttribute('lang', 'en')
  await page.reload({ waitUntil: 'commit' })
  await page.waitForSelector('body')
  await expect(html(page)).toHaveAttribute('lang', 'en', { timeout: 500 })
})

test('in English the Indonesian words of the records say that they are Indonesian', async ({
  page,
}) => {
  await open(page, '/innovations')
  await toEnglish(page).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Innovation catalogue' })).toBeVisible()
  const languageOf = (locator: Locator) =>
    locator.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))
  const title = resultTitles(page).first().getByRole('link')
  expect(await languageOf(title)).toBe('id')
  await title.click()
  await settled(page)
  const main = page.locator('main')
  expect(await languageOf(main.getByRole('heading', { level: 1 }))).toBe('id')
  expect(await languageOf(main.locator('#background p').first())).toBe('id')
  expect(await languageOf(main.getByRole('heading', { name: 'At a glance' }))).toBe('en')
})

test('messages of the API follow the language', async ({ page }) => {
  const asked: (string | undefined)[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/innovations?'))
      asked.push(request.headers()['accept-language'])
  })
  await open(page, '/innovations?cursor=rusak')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('Permintaan tidak dapat dibaca')
  await expect(alert).toContainText('rusak atau milik daftar lain')
  expect(new Set(asked)).toEqual(new Set(['id']))

  // What stands on the page is asked for again, in the new language.
  asked.length = 0
  await toEnglish(page).click()
  await expect(alert).toContainText('The request cannot be read')
  await expect(alert).toContainText('is damaged or belongs to another list')
  await expect(alert).toHaveCount(1)
  await expect(toEnglish(page)).toBeFocused()
  expect(new Set(asked)).toEqual(new Set(['en']))
  asked.length = 0
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => asked.length).toBeGreaterThan(0)
  await expect(alert).toContainText('The request cannot be read')
  await toIndonesian(page).click()
  await expect(alert).toContainText('Permintaan tidak dapat dibaca')
  await toEnglish(page).click()
  await expect(alert).toContainText('The request cannot be read')
  await page.reload()
  await expect(alert).toContainText('The request cannot be read')
})

test('the language of the account counts where the visitor chose none', async ({
  page,
  browser,
  baseURL,
}) => {
  const email = 'signatory.bpom@jipp.example'
  await signIn(page, email, '/me')
  await page.locator('main').getByLabel('Bahasa').selectOption('en')
  await page.getByRole('button', { name: 'Simpan profil' }).click()
  await expect(page.getByText('Profile saved.')).toBeVisible()
  await expect(html(page)).toHaveAttribute('lang', 'en')

  const elsewhere = await browser.newPage({ baseURL, locale: 'id-ID' })
  await open(elsewhere, '/login?next=%2Fme')
  await fillLogin(elsewhere, email)
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible()
  await elsewhere.close()

  await page.locator('main').getByLabel('Language').selectOption('id')
  await page.getByRole('button', { name: 'Save profile' }).click()
  await expect(page.getByText('Profil tersimpan.')).toBeVisible()
})
