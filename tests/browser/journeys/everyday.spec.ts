import {
  complete,
  innovator,
  manager,
  newTitle,
  Person,
  planEvent,
  moveEvent,
  reviewer,
} from '../support/records.ts'
import { expect, fillLogin, open, settled, signIn, test } from '../support/test.ts'

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }

test.describe('on a phone', () => {
  test.use(phone)

  test('the menu is closed after signing in, and after Back', async ({ page }) => {
    await open(page, '/hubs')
    const menu = page.getByRole('button', { name: 'Menu', exact: true })
    await menu.tap()
    await page.getByRole('banner').getByRole('link', { name: 'Masuk', exact: true }).tap()
    await fillLogin(page, innovator)
    await expect(page).toHaveURL('/hubs')
    await expect(menu).toHaveAttribute('aria-expanded', 'false')
    await menu.tap()
    await page.getByRole('navigation', { name: 'Navigasi utama' }).getByText('MoU').tap()
    await expect(page).toHaveURL('/mous')
    await page.goBack()
    await expect(page).toHaveURL('/hubs')
    await expect(menu).toHaveAttribute('aria-expanded', 'false')
  })

  test('the first field of a step is on the first screen', async ({ page, request }) => {
    const author = await Person.signIn(request, innovator)
    const title = newTitle(
      'Rumah Singgah Nelayan yang Menunggu Cuaca di Pelabuhan Kecil Pulau Terluar',
    )
    const { slug } = await author.draft(title)
    const step = `/innovations/${slug}/edit?step=basics`
    await open(page, `/login?next=${encodeURIComponent(step)}`)
    await fillLogin(page, innovator)
    await expect(page).toHaveURL(step)
    const first = page
      .getByRole('main')
      .locator('form input:visible, form textarea:visible')
      .first()
    const foot = page.getByRole('button', { name: 'Lanjut', exact: true })
    const fits = async () => {
      const [field, below] = [await first.boundingBox(), await foot.boundingBox()]
      return field !== null && below !== null && field.y > 0 && field.y + 40 < below.y
    }
    await expect.poll(fits).toBe(true)
    await foot.click()
    await expect(page.getByRole('heading', { level: 2, name: /Latar belakang/ })).toBeFocused()
    await expect.poll(fits).toBe(true)
  })
})

test('a submission is taken at once, its comment serves for the decision, and publishing is confirmed', async ({
  page,
  request,
}) => {
  const author = await Person.signIn(request, innovator)
  const made = await author.draft(newTitle('Kabar Ombak'), complete)
  await author.move(made, 'submitted')
  await signIn(page, reviewer, `/innovations/${made.slug}/review`)
  await page.getByRole('button', { name: 'Ambil untuk dinilai' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText('pengajuan ini sekarang dinilai')).toBeVisible()

  // The form is two keys away.
  await page.reload()
  await settled(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Langsung ke formulir' }).first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#form')).toBeFocused()

  for (const name of ['Kebaruan', 'Efektif', 'Bermanfaat', 'Mudah disebarkan', 'Berkelanjutan']) {
    await page.getByRole('textbox', { name: `${name} (0–100)` }).fill('80')
  }
  await page.getByLabel('Komentar untuk penulis').fill('Sebutkan jumlah nelayan.')
  await page.getByRole('radio', { name: 'Terbitkan' }).check()
  await page.getByRole('button', { name: 'Kirim penilaian' }).click()
  await page.getByRole('button', { name: 'Minta revisi', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox')).toHaveValue('Sebutkan jumlah nelayan.')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Terbitkan', exact: true }).click()
  await dialog.getByRole('button', { name: 'Terbitkan' }).click()
  const said = page.getByText('inovasi ini sudah terbit dan dapat dibaca siapa saja')
  await expect(said).toBeInViewport()
})

test('a manager sees the unfinished work of the hub', async ({ page, request }) => {
  const author = await Person.signIn(request, innovator)
  const { title } = await author.draft(newTitle('Jaring Ramah Penyu'))
  await signIn(page, manager, '/work')
  await expect(page.getByRole('heading', { name: /^Inovasi hub yang belum selesai/ })).toBeVisible()
  await page
    .getByRole('button', { name: 'Muat lagi' })
    .click({ timeout: 3_000 })
    .catch(() => undefined)
  await expect(page.getByRole('link', { name: title, exact: true })).toBeVisible()
  const mous = page.getByRole('table', { name: 'Nota kesepahaman yang belum selesai' })
  await expect(mous.getByRole('row').nth(1)).toContainText(/hari|jam|menit/)
})

test('a private page is there after a reload', async ({ page, context, request }) => {
  const author = await Person.signIn(request, innovator)
  const { slug, title } = await author.draft(newTitle('Peta Arus'))
  await signIn(page, innovator, `/innovations/${slug}`)
  await expect
    .poll(async () => (await context.cookies()).map(({ name }) => name))
    .toContain('jipp_signed_in')
  const response = await page.reload()
  expect(response?.status()).toBe(200)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
})

test('an event that has not begun is not declared held', async ({ page, request }) => {
  const boss = await Person.signIn(request, manager)
  const event = await planEvent(boss, newTitle('Lokakarya Bulan Depan'))
  await moveEvent(boss, event, 'open')
  await signIn(page, manager, `/events/${event.id}`)
  await expect(page.getByText(/^Dapat dinyatakan terlaksana mulai /)).toBeVisible()
  await expect(page.getByRole('button', { name: /terlaksana/i })).toHaveCount(0)
})

test('what was pasted and not recognised stays to be corrected', async ({ page, request }) => {
  const boss = await Person.signIn(request, manager)
  const event = await planEvent(boss, newTitle('Diskusi Pelabuhan'))
  await signIn(page, manager, `/events/${event.id}`)
  const box = page.getByLabel(/^Tempel daftar/)
  await box.fill('bpom\nInstansi yang salah ketik')
  await page.getByRole('button', { name: 'Undang 1 instansi' }).click()
  await expect(page.getByText('1 instansi diundang.')).toBeVisible()
  await expect(box).toHaveValue('Instansi yang salah ketik')
})

test('a second MoU for a hub draws a warning', async ({ page }) => {
  await signIn(page, manager, '/mous/new')
  await expect(
    page.getByText('Hub ini sudah memiliki nota kesepahaman yang belum selesai'),
  ).toBeVisible()
})

test('no column of the board is out of sight', async ({ page }) => {
  await signIn(page, manager, '/hubs/formation')
  const columns = page.getByRole('list', { name: 'Papan pembentukan hub' }).locator(':scope > li')
  for (const column of await columns.all()) {
    const box = await column.boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1280)
  }
})

test('the button to follow keeps its distance', async ({ page }) => {
  await signIn(page, manager, '/hubs/kkp')
  const follow = await page.getByRole('button', { name: /^Ikuti: / }).boundingBox()
  const next = await page.getByRole('link', { name: 'Anggota', exact: true }).boundingBox()
  expect((next?.y ?? 0) - (follow?.y ?? 0) - (follow?.height ?? 0)).toBeGreaterThanOrEqual(8)
})

test('hubs say in Indonesian what they rest on', async ({ page }) => {
  await open(page, '/hubs/kkp')
  await expect(page.locator('main')).toContainText('Komitmen ditandatangani 20 Oktober 2023')
  await open(page, '/hubs/jawa-timur')
  await expect(page.locator('main')).toContainText(
    'Keputusan Menteri PANRB 94/2020 (hub percontohan)',
  )
})
