import {
  pathOf,
  publicPageNames,
  signedInPageNames,
  signedInPages,
  signedInPath,
} from '../support/pages.ts'
import {
  expect,
  fillLogin,
  open,
  pageTop,
  resultTitles,
  settled,
  test,
  type Page,
} from '../support/test.ts'

test.use({
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
})

async function expectNoSidewaysScrolling(page: Page) {
  const tooWide = await page.evaluate(() => {
    const width = 360
    if (document.documentElement.scrollWidth <= width && innerWidth <= width) return ''
    // What scrolls within itself may be wide.
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement))
    const culprits = [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > width && !scrolls(one.parentElement))
      .map(
        (one) =>
          `${one.tagName}.${one.className.toString()} “${one.textContent?.slice(0, 30) ?? ''}”`,
      )
    return `${document.documentElement.scrollWidth} px: ${culprits.slice(0, 8).join(', ')}`
  })
  expect(tooWide).toBe('')
}

for (const name of publicPageNames) {
  test(`${name} needs no sideways scrolling, in either language`, async ({ page, api }) => {
    await open(page, await pathOf(name, api))
    await expectNoSidewaysScrolling(page)
    await page
      .locator('details')
      .evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)))
    await expectNoSidewaysScrolling(page)
    await page.getByRole('button', { name: 'EN: English' }).tap()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expectNoSidewaysScrolling(page)
  })
}

for (const name of signedInPageNames) {
  test(`${name} needs no sideways scrolling`, async ({ page, request }) => {
    const path = await signedInPath(name, request)
    await open(page, `/login?next=${encodeURIComponent(path)}`)
    await fillLogin(page, signedInPages[name].as)
    await expect(page).toHaveURL(path)
    await settled(page)
    await page
      .locator('main details')
      .evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)))
    await expectNoSidewaysScrolling(page)
    await page.getByRole('button', { name: 'EN: English' }).tap()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expectNoSidewaysScrolling(page)
  })
}

test('the account page needs no sideways scrolling', async ({ page }) => {
  await open(page, '/login?next=%2Fme')
  await page.getByLabel('Alamat surel').fill('manager.kkp@jipp.example')
  await page.getByLabel('Kata sandi', { exact: true }).fill('jipp-demo-2026')
  await page.locator('main').getByRole('button', { name: 'Masuk', exact: true }).tap()
  await expect(page.getByRole('heading', { level: 1, name: 'Akun saya' })).toBeVisible()
  await settled(page)
  await expectNoSidewaysScrolling(page)
  await page.getByRole('button', { name: 'Menu', exact: true }).tap()
  await page.getByRole('button', { name: /^Menu akun / }).tap()
  await expect(page.getByRole('button', { name: 'Keluar', exact: true })).toBeVisible()
  await expectNoSidewaysScrolling(page)
})

test('the rows of a table are cards, and still rows of a table', async ({ page, request }) => {
  const path = await signedInPath('members', request)
  await open(page, `/login?next=${encodeURIComponent(path)}`)
  await fillLogin(page, signedInPages.members.as)
  const table = page.getByRole('table', { name: 'Anggota' })
  await expect(table.getByRole('columnheader')).toHaveText(['Nama', 'Peran', 'Keadaan', 'Tindakan'])
  const row = table.getByRole('row', { name: /innovator\.kkp@/ })
  await expect(row.getByRole('rowheader')).toContainText('Inovator kkp')
  await expect(row.getByRole('cell')).toHaveCount(3)
  const role = row.getByRole('cell').first()
  expect(await role.evaluate((cell) => getComputedStyle(cell, '::before').content)).toContain(
    'Peran',
  )
  await expect(role).toHaveText('Inovator')
  // Nothing of it is out of reach.
  const remove = row.getByRole('button', { name: /^Keluarkan / })
  await remove.scrollIntoViewIfNeeded()
  const box = await remove.boundingBox()
  expect(box?.x).toBeGreaterThan(0)
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(360)
  const frame = page.getByRole('group', { name: 'Anggota' })
  await expect(frame).not.toHaveAttribute('tabindex')
})

test('the menu opens, leads on and closes', async ({ page }) => {
  await open(page, '/')
  const menu = page.getByRole('button', { name: 'Menu', exact: true })
  const navigation = page.getByRole('navigation', { name: 'Navigasi utama' })
  await expect(navigation).toBeHidden()
  await menu.tap()
  await expect(menu).toHaveAttribute('aria-expanded', 'true')
  await expect(navigation).toBeVisible()
  await expectNoSidewaysScrolling(page)
  await navigation.getByRole('link', { name: 'Hub', exact: true }).tap()
  await expect(page.getByRole('heading', { level: 1, name: 'Direktori hub' })).toBeVisible()
  await expect(navigation).toBeHidden()
  await expect(menu).toHaveAttribute('aria-expanded', 'false')
})

test('filters in the drawer, and comes back to the same place', async ({ page, api }) => {
  await open(page, '/innovations')
  await page.getByRole('button', { name: 'Saring', exact: true }).tap()
  const drawer = page.getByRole('dialog', { name: 'Saring hasil' })
  await expect(drawer).toBeVisible()
  await drawer.getByRole('checkbox', { name: /^Kesehatan / }).tap()
  await drawer.getByRole('checkbox', { name: /^Hukum / }).tap()
  await expect(page).toHaveURL('/innovations?sector=health,justice')
  const expected = await api.titles('sector=health,justice&sort=-published_at')
  await expect(
    drawer.getByRole('button', { name: `Tampilkan ${expected.length} hasil` }),
  ).toBeVisible()
  await expectNoSidewaysScrolling(page)
  await drawer.getByRole('button', { name: /^Tampilkan \d+ hasil$/ }).tap()
  await expect(drawer).toBeHidden()
  await expect(resultTitles(page)).toHaveText(expected)

  const third = resultTitles(page).nth(2).getByRole('link')
  await third.scrollIntoViewIfNeeded()
  const place = await pageTop(page)
  expect(place).toBeGreaterThan(200)
  await third.tap()
  await expect(page.getByRole('heading', { level: 1, name: expected[2] })).toBeVisible()
  await page.goBack()
  await expect(resultTitles(page)).toHaveText(expected)
  await expect.poll(() => pageTop(page)).toBe(place)
})
