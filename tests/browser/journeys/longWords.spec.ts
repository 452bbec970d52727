import type { APIRequestContext } from '@playwright/test'
import {
  admin,
  complete,
  innovator,
  manager,
  moveEvent,
  newTitle,
  Person,
  planEvent,
  reviewer,
} from '../support/records.ts'
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

test.describe('on another phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('whatever people write breaks on every page that shows it', async ({ page, request }) => {
    const paths = await wordy(request)
    await open(page, '/login?next=%2Fwork')
    await fillLogin(page, admin)
    await expect(page).toHaveURL('/work')
    for (const path of paths) {
      await open(page, path)
      await page.evaluate(() => document.fonts.ready)
      const width = () => page.evaluate(() => document.documentElement.scrollWidth)
      await expect.poll(width, path).toBe(390)
    }
  })
})

const address = `https://contoh.go.id/${'pertanggungjawaban-'.repeat(12)}`

/** Records of all kinds whose every text is one long word or address; the pages that show them. */
async function wordy(request: APIRequestContext): Promise<string[]> {
  const boss = await Person.signIn(request, admin)
  const lead = await Person.signIn(request, manager)
  const title = newTitle(long)
  const event = await planEvent(boss, title, {
    venue: address,
    online_url: address,
    agenda: `${address}\n\n- ${long}`,
    hub_formation: false,
  })
  await moveEvent(boss, event, 'open')
  const institution = await boss.send<{ id: string; code: string }>('POST', '/institutions', {
    code: `panjang-${Date.now()}`,
    name: `${long} ${long}`,
    short_name: long,
    kind: 'city',
    website: address,
  })
  const hub = await boss.send<{ id: string; slug: string }>('POST', '/hubs', {
    institution_id: institution.id,
    name: `${long}${long}`,
  })
  await boss.send(
    'PATCH',
    `/hubs/${hub.id}`,
    { focus: address, description: `${address} ${long}`, basis: 'decree', basis_ref: address },
    '*',
  )
  const post = await lead.send<{ id: string; slug: string }>('POST', '/posts', {
    kind: 'question',
    title,
    body: `${address}\n\n${long}`,
    tags: [long.slice(0, 50)],
    hub_id: (await lead.hub()).id,
  })
  await lead.send('POST', `/posts/${post.id}/transitions`, { to: 'published' })
  await boss.send('POST', `/posts/${post.id}/comments`, { body: `${address} ${long}` })
  const mou = await boss.send<{ id: string }>('POST', '/mous', {
    title,
    hub_id: hub.id,
    parties: [{ institution_id: institution.id }],
    scope: `${address}\n\n${long}`,
    starts_on: '2026-01-01',
    ends_on: '2027-12-31',
    number: long,
  })
  await boss.send('POST', '/saved-searches', { name: long, q: long })
  await boss.send('POST', '/invitations', {
    email: `${long.slice(0, 60).toLowerCase()}@panjang${Date.now()}.example`,
    name: long,
    institution_id: institution.id,
    roles: ['innovator'],
  })
  return [
    '/events',
    `/events/${event.id}`,
    `/events/${event.id}/edit`,
    '/institutions?q=panjang',
    `/institutions/${institution.code}`,
    '/hubs?status=proposed',
    `/hubs/${hub.slug}`,
    '/hubs/formation',
    `/hubs/${hub.slug}/members`,
    '/posts',
    `/posts?tag=${long.slice(0, 50)}`,
    `/posts/${post.slug}`,
    '/mous?status=draft',
    `/mous/${mou.id}`,
    `/search?q=${long}`,
    '/following',
    '/network',
    '/invitations',
    '/admin/institutions',
    '/admin/hubs',
    '/admin/audit',
    '/work',
    '/notifications',
    '/',
  ]
}

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
