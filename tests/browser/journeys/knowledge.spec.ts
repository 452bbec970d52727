import { Person, innovator, manager, newTitle } from '../support/records.ts'
import { focusedHeading, tabTo } from '../support/keyboard.ts'
import { test } from '../support/ownServer.ts'
import { expect, open, settled, signIn, type Locator, type Page } from '../support/test.ts'

const other = 'innovator.bpom@jipp.example'

/** A published post by the API. */
async function publish(by: Person, title: string, rest: object = {}) {
  const body = { kind: 'article', title, body: 'Yang kami pelajari.', ...rest }
  const post = await by.send<{ id: string; slug: string }>('POST', '/posts', body)
  await by.send('POST', `/posts/${post.id}/transitions`, { to: 'published' })
  return post
}

test('somebody asks, somebody answers, and the answer is accepted', async ({
  page,
  browser,
  site,
}) => {
  const title = newTitle('Bagaimana membagi loket')
  await signIn(page, innovator, '/posts')
  await page.getByRole('link', { name: 'Ajukan pertanyaan' }).click()
  await settled(page)
  await page.getByLabel('Judul', { exact: true }).fill(title)
  await page.getByLabel(/^Isi/).fill('Petugas kami **dua**, antrean kami panjang.')
  await page.getByRole('button', { name: 'Terbitkan' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  const address = page.url()

  const theirs = await browser.newPage({ baseURL: site, locale: 'id-ID' })
  await signIn(theirs, other, new URL(address).pathname)
  await theirs.getByLabel('Jawaban atau komentar Anda').fill('Buka loket kedua pada jam sibuk.')
  await theirs.getByRole('button', { name: 'Kirim jawaban' }).click()
  await expect(theirs.locator('main').getByText('Buka loket kedua pada jam sibuk.')).toBeVisible()

  // The asker is told at once, without loading the page again.
  const bell = page.getByRole('banner').getByRole('link', { name: /Pemberitahuan/ })
  await expect(bell).toHaveAccessibleName(/belum dibaca/, { timeout: 10_000 })
  await page.reload()
  await settled(page)
  await page.getByRole('button', { name: 'Terima sebagai jawaban' }).first().click()
  await expect(page.getByText('Jawaban yang diterima').first()).toBeVisible()
  await theirs.close()
})

test('asking, answering, accepting and moderating need a keyboard only', async ({
  page,
  browser,
  site,
}) => {
  const title = newTitle('Bagaimana menjaga papan giliran')
  await signIn(page, innovator, '/posts')
  await press(page, page.getByRole('link', { name: 'Ajukan pertanyaan' }))
  await settled(page)
  await write(page, page.getByLabel('Judul', { exact: true }), title)
  await write(page, page.getByLabel(/^Isi/), 'Papan kami sering hilang.')
  await press(page, page.getByRole('button', { name: 'Terbitkan' }).first())
  await focusedHeading(page, title)

  const theirs = await browser.newPage({ baseURL: site, locale: 'id-ID' })
  await signIn(theirs, other, new URL(page.url()).pathname)
  await write(theirs, theirs.getByLabel('Jawaban atau komentar Anda'), 'Ikat dengan rantai.')
  await press(theirs, theirs.getByRole('button', { name: 'Kirim jawaban' }))
  await expect(theirs.locator('main').getByText('Ikat dengan rantai.')).toBeVisible()

  await page.reload()
  await settled(page)
  await press(page, page.getByRole('button', { name: 'Terima sebagai jawaban' }).first())
  await expect(page.getByText('Jawaban yang diterima').first()).toBeVisible()

  const moderator = await browser.newPage({ baseURL: site, locale: 'id-ID' })
  await signIn(moderator, manager, new URL(page.url()).pathname)
  const hide = moderator.getByRole('button', { name: 'Sembunyikan', exact: true })
  await press(moderator, hide.last())
  const dialog = moderator.getByRole('dialog')
  await write(moderator, dialog.getByRole('textbox'), 'Bukan jawaban.')
  await press(moderator, dialog.getByRole('button', { name: 'Sembunyikan' }))
  await expect(dialog).toHaveCount(0)
  await expect(moderator.getByText('Disembunyikan', { exact: true }).first()).toBeVisible()
  await theirs.close()
  await moderator.close()
})

/** Goes to a link or button by Tab, and uses it. */
async function press(page: Page, target: Locator) {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** Goes to a field by Tab, where it is not there already, and types. */
async function write(page: Page, field: Locator, text: string) {
  await expect(field).toBeVisible()
  const there = await field.evaluate((element) => element === document.activeElement)
  if (!there) await tabTo(page, field)
  await page.keyboard.type(text)
}

test('who follows a hub hears of its post while the page is open', async ({ page, request }) => {
  await signIn(page, other, '/hubs/kkp')
  await page.getByRole('button', { name: /^Ikuti: Hub JIPP/ }).click()
  await expect(page.getByRole('button', { name: /^Diikuti: Hub JIPP/ })).toBeVisible()
  const title = newTitle('Kabar dermaga')
  await publish(await Person.signIn(request, innovator), title)
  const news = page.getByRole('status').getByRole('link', { name: new RegExp(title) })
  await expect(news).toBeVisible({ timeout: 5_000 })
  await news.click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await page.goto('/following')
  await settled(page)
  await page.getByRole('button', { name: /^Diikuti: Hub JIPP/ }).click()
  await expect(page.getByText('Anda belum mengikuti apa pun', { exact: false })).toBeVisible()
})

test('a moderator hides a comment with a reason, and its author appeals', async ({
  page,
  browser,
  request,
  site,
}) => {
  const [author, guest] = [
    await Person.signIn(request, innovator),
    await Person.signIn(request, other),
  ]
  const post = await publish(author, newTitle('Diskusi ramai'))
  await guest.send('POST', `/posts/${post.id}/comments`, { body: 'Beli obat di toko saya!' })
  await signIn(page, manager, `/posts/${post.slug}`)
  const actions = page.getByRole('button', { name: 'Sembunyikan', exact: true })
  await actions.last().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Iklan.')
  await dialog.getByRole('button', { name: 'Sembunyikan' }).click()
  await expect(page.getByText('Disembunyikan', { exact: true }).first()).toBeVisible()
  await open(await browser.newPage({ baseURL: site }), `/posts/${post.slug}`)

  const theirs = await browser.newPage({ baseURL: site, locale: 'id-ID' })
  await signIn(theirs, other, `/posts/${post.slug}`)
  await expect(theirs.getByText('Iklan.', { exact: false }).first()).toBeVisible()
  await theirs.getByRole('button', { name: 'Ajukan banding' }).click()
  await theirs.getByRole('dialog').getByRole('textbox').fill('Ini bukan iklan.')
  await theirs.getByRole('dialog').getByRole('button', { name: 'Kirim' }).click()
  await expect(theirs.getByText('Terkirim.', { exact: false })).toBeVisible()
  await page.goto('/moderation')
  await settled(page)
  await expect(page.getByText('Ini bukan iklan.')).toBeVisible()
  await theirs.close()
})

test('a misspelt name is understood', async ({ page }) => {
  await open(page, '/search')
  await page.getByRole('searchbox', { name: 'Cari di Hub JIPP' }).fill('kementrian keuangan')
  await page.locator('main').getByRole('button', { name: 'Cari', exact: true }).click()
  await expect(
    page.getByText('Menampilkan hasil untuk “kementerian keuangan”.', { exact: false }),
  ).toBeVisible()
  await page.getByRole('link', { name: 'Hub JIPP Kementerian Keuangan' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Kementerian Keuangan')
})

test('the palette finds by keyboard alone', async ({ page }) => {
  await open(page, '/hubs')
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Cari di Hub JIPP' })
  await expect(field).toBeFocused()
  await page.keyboard.type('nelyan')
  const options = page.getByRole('dialog').getByRole('option')
  await expect(options.filter({ hasText: 'Nelayan' }).first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('jawa timur')
  await expect(options.first()).toContainText('Hub JIPP Provinsi Jawa Timur')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Jawa Timur')
})

test('a search is saved, and tells of what is new in it', async ({ page, request }) => {
  const word = `Zamrud${Math.random().toString(36).slice(2, 8).replace(/\d/g, 'x')}`
  await signIn(page, other, `/search?q=${word}`)
  await page.getByRole('button', { name: 'Simpan pencarian ini' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Cari zamrud')
  await dialog.getByRole('button', { name: 'Simpan pencarian ini' }).click()
  await expect(page.getByRole('link', { name: 'Cari zamrud' })).toBeVisible()
  await publish(await Person.signIn(request, innovator), `${word} dari pesisir`)
  await expect(page.getByRole('status').getByRole('link', { name: new RegExp(word) })).toBeVisible({
    timeout: 5_000,
  })
})

test('the preview of a post is in the page before any script runs', async ({ request }) => {
  const by = await Person.signIn(request, innovator)
  const post = await publish(by, newTitle('Judul "dengan" <kutip>'))
  const html = await (await request.get(`/posts/${post.slug}`)).text()
  expect(html).toContain('<meta property="og:type" content="article" />')
  expect(html).toContain('&quot;dengan&quot; &lt;kutip&gt;')
  expect(html).toMatch(/<script type="application\/ld\+json" nonce="[^"]+">\{/)
})
