import { complete, innovator, newTitle, Person, reviewer } from '../support/records.ts'
import { expect, fillLogin, open, settled, signIn, test } from '../support/test.ts'

const long = 'Pertanggungjawabandanpenyelenggaraanpelayananpublikterintegrasinasional'

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } })

  test('words longer than the screen break', async ({ page, request }) => {
    const author = await Person.signIn(request, innovator)
    const judge = await Person.signIn(request, reviewer)
    const made = await author.draft(newTitle(long), {
      ...complete,
      summary: long,
      background: `${long}\n\n| ${long} | b |\n| --- | --- |\n| x | y |`,
      indicators: [{ name: long, unit: 'menit', baseline: 1, current: 2 }],
    })
    await author.move(made, 'submitted')
    await judge.move(made, 'in_review')

    await open(page, '/login?next=%2Freview')
    await fillLogin(page, reviewer)
    await expect(page).toHaveURL('/review')
    for (const path of ['/review', '/work', ...pagesOf(made.slug)]) {
      await open(page, path)
      await page.evaluate(() => document.fonts.ready)
      const width = () => page.evaluate(() => document.documentElement.scrollWidth)
      await expect.poll(width, path).toBe(360)
    }
    // Within its frame a table may scroll, but no column is wider than the screen.
    await open(page, `/innovations/${made.slug}/review`)
    const cell = page.locator('main th', { hasText: long })
    expect(await cell.evaluate((one) => one.clientWidth)).toBeLessThan(320)
  })
})

const pagesOf = (slug: string) =>
  ['', '/review', '/progress', '/history'].map((end) => `/innovations/${slug}${end}`)

test('the search field of the header shows what it is for', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await signIn(page, innovator, '/work')
  const left = () =>
    page
      .getByRole('banner')
      .getByRole('searchbox')
      .evaluate((field: HTMLInputElement) => {
        const { font, wordSpacing, paddingLeft, paddingRight } = getComputedStyle(field)
        const text = document.createElement('span')
        Object.assign(text.style, { font, wordSpacing, position: 'absolute', whiteSpace: 'pre' })
        text.textContent = field.placeholder
        document.body.append(text)
        const taken = text.getBoundingClientRect().width
        text.remove()
        return field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - taken
      })
  expect(await left()).toBeGreaterThanOrEqual(0)
  await page.getByRole('button', { name: 'EN: English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await settled(page)
  expect(await left()).toBeGreaterThanOrEqual(0)
})
