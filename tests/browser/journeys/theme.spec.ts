import { expect, open, settled, test, type Page } from '../support/test.ts'

const html = (page: Page) => page.locator('html')
const scheme = 'data-mantine-color-scheme'
const theme = (page: Page) => page.getByLabel('Tema tampilan')

interface Frame {
  scheme: string | undefined
  background: string
}

/** Writes down what each frame is painted with, from the first one on. */
const watchFrames = (page: Page) =>
  page.addInitScript(() => {
    const frames: Frame[] = []
    Object.assign(window, { frames_: frames })
    const look = () => {
      const { documentElement: root, body } = document
      frames.push({
        scheme: root.dataset.mantineColorScheme,
        background: body ? getComputedStyle(body).backgroundColor : '',
      })
      if (frames.length < 60) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    new MutationObserver(() => {
      frames.push({ scheme: document.documentElement.dataset.mantineColorScheme, background: '' })
    }).observe(document, { subtree: true, attributeFilter: ['data-mantine-color-scheme'] })
  })

const frames = (page: Page) =>
  page.evaluate(() => (window as unknown as { frames_: Frame[] }).frames_)

const brightness = (color: string) => {
  const [r = 0, g = 0, b = 0] = color.match(/[\d.]+/g)?.map(Number) ?? []
  return (r + g + b) / 3
}

async function expectDarkFromTheStart(page: Page) {
  await expect.poll(async () => (await frames(page)).length).toBeGreaterThan(10)
  for (const frame of await frames(page)) {
    expect(frame.scheme).toBe('dark')
    if (frame.background) expect(brightness(frame.background)).toBeLessThan(60)
  }
  const painted = await page.evaluate(() => performance.getEntriesByName('first-paint').length)
  expect(painted).toBe(1)
}

test('a chosen dark theme lasts, reaches other tabs and never flashes', async ({
  page,
  context,
}) => {
  await open(page, '/')
  await expect(html(page)).toHaveAttribute(scheme, 'light')
  const other = await context.newPage()
  await open(other, '/hubs')
  await theme(page).selectOption({ label: 'Gelap' })
  await expect(html(page)).toHaveAttribute(scheme, 'dark')
  await expect(html(other)).toHaveAttribute(scheme, 'dark')
  await expect(theme(other)).toHaveValue('dark')

  await watchFrames(page)
  for (const path of ['/', '/innovations', '/login', '/tidak-ada']) {
    await open(page, path)
    await expectDarkFromTheStart(page)
    await expect(theme(page)).toHaveValue('dark')
  }

  await theme(page).selectOption({ label: 'Terang' })
  await page.reload()
  await settled(page)
  await expect(html(page)).toHaveAttribute(scheme, 'light')
})

test('without a choice the theme follows the device, also while the page is open', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await watchFrames(page)
  await open(page, '/hubs')
  await expectDarkFromTheStart(page)
  await expect(theme(page)).toHaveValue('auto')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(html(page)).toHaveAttribute(scheme, 'light')
})

test('a chosen light theme wins over a dark device', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await open(page, '/')
  await theme(page).selectOption({ label: 'Terang' })
  await page.reload()
  await settled(page)
  await expect(html(page)).toHaveAttribute(scheme, 'light')
  const paper = await page
    .locator('body')
    .evaluate((body) => getComputedStyle(body).backgroundColor)
  expect(brightness(paper)).toBeGreaterThan(200)
})
