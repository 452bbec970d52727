import type { Browser, BrowserContext } from '@playwright/test'
import {
  complete,
  innovator,
  manager,
  newTitle,
  Person,
  reviewer,
  type Made,
} from '../support/records.ts'
import { expect, fillLogin, open, settled, signIn, test, type Page } from '../support/test.ts'

type Written = Record<string, unknown>

const phone = {
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
  locale: 'id-ID',
  timezoneId: 'Asia/Jakarta',
}

const status = (page: Page) => page.locator('[data-phase]')
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const next = (page: Page) => page.getByRole('button', { name: 'Lanjut', exact: true })

async function signInOnPhone(page: Page, email: string, path: string) {
  await open(page, `/login?next=${encodeURIComponent(path)}`)
  await fillLogin(page, email)
  await expect(page).toHaveURL(path)
  await settled(page)
}

async function saved(page: Page) {
  await expect(status(page)).toHaveAttribute('data-phase', 'saved')
}

/** Fills in what the present step asks for and goes on. */
async function write(page: Page, step: string, texts: Record<string, string>) {
  await expect(page.getByRole('heading', { level: 2, name: step })).toBeFocused()
  for (const [name, text] of Object.entries(texts)) await field(page, name).fill(text)
  await next(page).click()
}

const elsewhere = (browser: Browser, baseURL: string | undefined, rest: object = {}) =>
  browser.newContext({
    baseURL: baseURL ?? '',
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    ...rest,
  })

/** The basics of a new innovation, until it is on the server. */
async function begin(page: Page, title: string) {
  await signInOnPhone(page, innovator, '/work')
  await page.getByRole('link', { name: 'Tulis inovasi baru' }).first().click()
  await field(page, 'Judul').fill(title)
  await expect(page).toHaveURL(/\/innovations\/[^/]+\/edit/)
  // The address changed under the writer's hands, and nothing else did.
  await expect(field(page, 'Judul')).toBeFocused()
  await field(page, 'Unit pelayanan (UPP)').fill(complete.unit_name)
  await page.getByLabel('Sektor').selectOption(complete.sector)
  await page.getByLabel('Kategori').selectOption(complete.category)
  await field(page, 'Ringkasan').fill(complete.summary)
  await saved(page)
}

async function writeTheRest(page: Page, context: BrowserContext) {
  await next(page).click()
  await write(page, 'Latar belakang dan tujuan', {
    'Latar belakang': complete.background,
    Tujuan: complete.objectives,
  })
  await write(page, 'Kebaruan', { Kebaruan: complete.novelty })
  await saved(page)

  await context.setOffline(true)
  await write(page, 'Efektif', { Efektivitas: complete.effectiveness })
  await write(page, 'Bermanfaat', { Manfaat: complete.benefit })
  await expect(status(page)).toHaveAttribute('data-phase', 'offline')
  await expect(page.getByText(/tulisan aman di perangkat ini/).first()).toBeVisible()
  await write(page, 'Mudah disebarkan', { 'Kemudahan disebarkan': complete.transferability })
  await context.setOffline(false)
  await saved(page)

  await write(page, 'Berkelanjutan', { 'Rencana keberlanjutan': complete.sustainability_plan })
  await write(page, 'Bukti', {})
}

test('an innovator drafts on a phone, a reviewer asks for more, the innovator answers, a visitor reads it', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000)
  const title = newTitle('Kabar Laut bagi Nelayan')
  const words = title.split(' ').at(-1) ?? ''

  const pocket = await elsewhere(browser, baseURL, phone)
  const author = await pocket.newPage()
  await begin(author, title)
  await writeTheRest(author, pocket)
  await expect(author.getByRole('heading', { level: 2, name: 'Periksa dan ajukan' })).toBeVisible()
  await expect(author.getByText('Semua isian wajib sudah terisi.')).toBeVisible()
  await author.getByRole('button', { name: 'Ajukan untuk dinilai' }).click()
  await expect(author).toHaveURL(/\/progress$/)
  await expect(author.getByText('Antrean penilai Kementerian PANRB')).toBeVisible()

  const desk = await elsewhere(browser, baseURL)
  const judge = await desk.newPage()
  await signIn(judge, reviewer, '/review')
  await judge.getByRole('link', { name: title, exact: true }).click()
  await take(judge)
  await assess(judge, 'Minta revisi', '60')
  await judge.getByRole('button', { name: 'Minta revisi' }).click()
  const asking = judge.getByRole('dialog', { name: 'Minta revisi' })
  // It begins with what the review said already.
  await expect(asking.getByRole('textbox')).toHaveValue('Angkanya belum ada.')
  await asking.getByRole('textbox').fill('Sebutkan angka sebelum penerapan.')
  await asking.getByRole('button', { name: 'Minta revisi' }).click()
  await expect(asking).toBeHidden()
  await expect(judge.getByText(/^Keputusan tersimpan/)).toBeVisible()

  await open(author, '/work')
  const waiting = author.getByRole('listitem').filter({ hasText: title })
  await expect(waiting.getByText('Sebutkan angka sebelum penerapan.')).toBeVisible()
  await author.getByRole('link', { name: title, exact: true }).click()
  await expect(author.getByText('Sebutkan angka sebelum penerapan.').first()).toBeVisible()
  await expect(author.getByText('Angkanya belum ada.')).toBeVisible()
  await author.getByRole('link', { name: 'Ubah isinya' }).click()
  await author.getByText('Catatan penilai').click()
  await expect(author.getByText('Sebutkan angka sebelum penerapan.')).toBeVisible()
  await author.getByText('Hasil penilaian').click()
  await expect(author.getByText('Angkanya belum ada.')).toBeVisible()
  await author.getByText('Semua langkah').click()
  await author.getByRole('button', { name: /^4\s*Efektif/ }).click()
  await field(author, 'Efektivitas').fill('Kecelakaan turun dari 40 menjadi 12 setahun.')
  await saved(author)
  await open(author, new URL(author.url()).pathname + '?step=check')
  await author.getByRole('button', { name: 'Ajukan lagi' }).click()
  await expect(author).toHaveURL(/\/progress$/)

  await open(judge, '/review')
  await judge.getByRole('link', { name: title, exact: true }).click()
  await take(judge)
  await assess(judge, 'Terbitkan', '90')
  await judge.getByRole('button', { name: 'Terbitkan', exact: true }).click()
  await judge
    .getByRole('dialog', { name: 'Terbitkan' })
    .getByRole('button', { name: 'Terbitkan' })
    .click()
  await expect(judge.getByText(/^Keputusan tersimpan/)).toBeVisible()

  const street = await elsewhere(browser, baseURL)
  const visitor = await street.newPage()
  await open(visitor, `/innovations?q=${words}`)
  await visitor.getByRole('link', { name: title }).click()
  await expect(visitor.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(visitor.getByText('Kecelakaan turun dari 40 menjadi 12 setahun.')).toBeVisible()
  await expect(visitor.getByRole('link', { name: 'Riwayat' })).toHaveCount(0)
  for (const context of [pocket, desk, street]) await context.close()
})

async function take(page: Page) {
  await page.getByRole('button', { name: 'Ambil untuk dinilai' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Penilaian Anda' })).toBeVisible()
}

async function assess(page: Page, recommendation: string, score: string) {
  await page.getByRole('button', { name: 'Kirim penilaian' }).click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(6)
  for (const name of ['Kebaruan', 'Efektif', 'Bermanfaat', 'Mudah disebarkan', 'Berkelanjutan']) {
    await page.getByRole('textbox', { name: `${name} (0–100)` }).fill(score)
    await expect(page.getByRole('slider', { name: `Geser nilai ${name}` })).toHaveValue(score)
  }
  await page.getByLabel('Komentar untuk penulis').fill('Angkanya belum ada.')
  await page.getByRole('radio', { name: recommendation }).check()
  await page.getByRole('button', { name: 'Kirim penilaian' }).click()
  await expect(page.getByText('Anda sudah menilai versi ini.')).toBeVisible()
}

test('what is typed without a connection survives leaving the page, and is in my work once', async ({
  page,
  context,
  request,
}) => {
  const author = await Person.signIn(request, innovator)
  const { slug, title } = await author.draft(newTitle('Lelang Ikan Daring'))
  await signIn(page, innovator, `/innovations/${slug}/edit?step=novelty`)
  await context.setOffline(true)
  await field(page, 'Kebaruan').fill('Lelang yang dapat diikuti dari rumah.')
  await expect(status(page)).toHaveAttribute('data-phase', 'offline')
  await page.goto('about:blank')
  await context.setOffline(false)
  await open(page, '/work')
  const listed = page.getByRole('listitem').filter({ hasText: title })
  await expect(listed).toHaveCount(1)
  await expect(listed.getByText('Ada tulisan yang belum terkirim')).toBeVisible()
  await open(page, `/innovations/${slug}/edit?step=novelty`)
  await expect(field(page, 'Kebaruan')).toHaveValue('Lelang yang dapat diikuti dari rumah.')
  await saved(page)
  const after = await author.send<{ novelty: string }>('GET', `/innovations/${slug}`)
  expect(after.novelty).toBe('Lelang yang dapat diikuti dari rumah.')
})

/** The same draft, written to from another device in the meantime. */
async function writeElsewhere(author: Person, made: Made, change: object) {
  await author.send('PATCH', `/innovations/${made.id}`, change, `"${made.version}"`)
}

test('two tabs without a connection lose nothing of what each was told', async ({
  page,
  context,
  request,
}) => {
  const author = await Person.signIn(request, innovator)
  const made = await author.draft(newTitle('Rumpon Bersama'))
  const path = `/innovations/${made.slug}/edit?step=background`
  await signIn(page, innovator, path)
  const other = await context.newPage()
  await open(other, path)
  await context.setOffline(true)
  await field(page, 'Latar belakang').fill('Ditulis di tab pertama.')
  await field(page, 'Tujuan').fill('Hanya di tab pertama.')
  await field(other, 'Latar belakang').fill('Ditulis di tab kedua.')
  for (const tab of [page, other]) {
    await expect(status(tab)).toHaveAttribute('data-phase', 'offline')
    await tab.close()
  }
  await context.setOffline(false)

  const again = await context.newPage()
  await open(again, path)
  const asked = again.getByRole('region', { name: 'Inovasi ini juga diubah di tempat lain' })
  await expect(asked.getByText('Ditulis di tab pertama.')).toBeVisible()
  await expect(asked.getByText('Ditulis di tab kedua.')).toBeVisible()
  await asked.getByRole('button', { name: 'Pakai versi server' }).click()
  await saved(again)
  const after = await author.send<Written>('GET', `/innovations/${made.id}`)
  expect(after.objectives).toBe('Hanya di tab pertama.')
  expect(await again.evaluate(() => Object.keys(localStorage).join())).not.toContain('jipp.draft')
})

test('two new drafts in two tabs without a connection stay two', async ({ page, context }) => {
  const titles = [newTitle('Perahu Ambulans'), newTitle('Sekolah Pesisir')]
  await signIn(page, innovator, '/innovations/new')
  const other = await context.newPage()
  await open(other, '/innovations/new')
  await context.setOffline(true)
  for (const [index, tab] of [page, other].entries()) {
    await field(tab, 'Judul').fill(titles[index] ?? '')
    await expect(status(tab)).toHaveAttribute('data-phase', 'offline')
    await tab.close()
  }
  await context.setOffline(false)
  const again = await context.newPage()
  for (const title of titles) {
    await open(again, '/work')
    const kept = again.getByRole('listitem').filter({ hasText: title })
    await kept.getByRole('link', { name: 'Lanjutkan' }).click()
    await expect(field(again, 'Judul')).toHaveValue(title)
    await saved(again)
  }
})

test('two versions at once: the writer sees both and chooses', async ({ page, request }) => {
  const author = await Person.signIn(request, innovator)
  const made = await author.draft(newTitle('Bengkel Mesin Kapal'))
  await page.setViewportSize({ width: 360, height: 740 })
  await signInOnPhone(page, innovator, `/innovations/${made.slug}/edit?step=benefit`)
  await writeElsewhere(author, made, {
    benefit: 'Ditulis di perangkat lain.',
    novelty: 'Juga di sana.',
  })
  await field(page, 'Manfaat').fill('Ditulis di sini.')
  const question = page.getByRole('heading', { name: 'Inovasi ini juga diubah di tempat lain' })
  await expect(question).toBeFocused()
  await expect(question).toBeInViewport()
  const asked = page.getByRole('region', { name: 'Inovasi ini juga diubah di tempat lain' })
  await expect(asked.getByText('Ditulis di perangkat lain.')).toBeVisible()
  // Only what both changed is asked about.
  await expect(asked.getByRole('heading', { level: 3 })).toHaveText(['Manfaat'])
  await page.getByRole('button', { name: 'Pakai tulisan saya' }).click()
  await saved(page)
  await expect(field(page, 'Manfaat')).toBeFocused()
  const after = await author.send<Written>('GET', `/innovations/${made.id}`)
  expect(after).toMatchObject({ benefit: 'Ditulis di sini.', novelty: 'Juga di sana.' })
})

test('two people at different fields are not asked', async ({ page, request }) => {
  const author = await Person.signIn(request, innovator)
  const made = await author.draft(newTitle('Galangan Kapal Rakyat'))
  await signIn(page, innovator, `/innovations/${made.slug}/edit?step=evidence`)
  await writeElsewhere(author, made, { benefit: 'Ditulis di sana.', keywords: ['kapal'] })
  await page.getByLabel('Tanggal digagas').fill('2024-01-15')
  await saved(page)
  await expect(field(page, 'Kata kunci')).toHaveValue('kapal')
  const after = await author.send<Written>('GET', `/innovations/${made.id}`)
  expect(after).toMatchObject({ benefit: 'Ditulis di sana.', initiated_on: '2024-01-15' })
})

test('what submitting lacks is listed, and leads to the field', async ({ page, request }) => {
  const author = await Person.signIn(request, innovator)
  const { slug } = await author.draft(newTitle('Kampung Nelayan Bersih'), {
    ...complete,
    benefit: null,
  })
  await signIn(page, innovator, `/innovations/${slug}/edit?step=check`)
  await page.getByRole('button', { name: 'Ajukan untuk dinilai' }).click()
  const summary = page.getByRole('group', {
    name: /^Belum diajukan\. Yang Anda isi sudah tersimpan/,
  })
  await expect(summary).toBeFocused()
  await expect(summary).toBeInViewport()
  await expect(page.getByText(/belum tersimpan/)).toHaveCount(0)
  await expect(status(page)).toHaveAttribute('data-phase', 'saved')
  await summary.getByRole('button', { name: 'Manfaat' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Bermanfaat' })).toBeVisible()
  await expect(field(page, 'Manfaat')).toBeFocused()
  await expect(field(page, 'Manfaat')).toHaveAttribute('aria-invalid', 'true')
  await field(page, 'Manfaat').fill('Nelayan lebih aman.')
  await expect(field(page, 'Manfaat')).not.toHaveAttribute('aria-invalid')
})

test('a row that cannot be saved is named when submitting, and leads to its field', async ({
  page,
  request,
}) => {
  const author = await Person.signIn(request, innovator)
  const { slug } = await author.draft(newTitle('Pasar Ikan Higienis'), complete)
  await signIn(page, innovator, `/innovations/${slug}/edit?step=evidence`)
  await page.getByRole('button', { name: 'Tambah tautan' }).click()
  await field(page, 'Alamat (https://…)').fill('pasar ikan')
  await page.getByRole('button', { name: /^9\s*Periksa/ }).click()
  await page.getByRole('button', { name: 'Ajukan untuk dinilai' }).click()
  const summary = page.getByRole('group', { name: /^Belum diajukan\. Perbaiki dulu/ })
  await expect(summary).toBeFocused()
  await summary.getByRole('button', { name: /^Tautan 1, Alamat/ }).click()
  await expect(field(page, 'Alamat (https://…)')).toBeFocused()
})

/** All of what has the focus, and the word on it, stands above the foot. */
async function expectAboveFoot(page: Page) {
  const hidden = await page.evaluate(() => {
    const foot = document.querySelector('[data-phase]')?.parentElement?.getBoundingClientRect()
    const focused = document.activeElement
    if (!foot || !focused || focused.closest('[data-phase]')) return ''
    const error = document.getElementById(`${focused.id}-error`)
    const { bottom } = (error ?? focused).getBoundingClientRect()
    return bottom <= foot.top ? '' : `${focused.id}: ${bottom} is below ${foot.top}`
  })
  expect(hidden).toBe('')
}

test('on a phone nothing that has the focus hides behind the foot', async ({ page, request }) => {
  const author = await Person.signIn(request, innovator)
  const { slug } = await author.draft(newTitle('Tambak Ramah Bakau'), complete)
  await page.setViewportSize({ width: 360, height: 740 })
  await signInOnPhone(page, innovator, `/innovations/${slug}/edit?step=evidence`)
  for (const what of ['indikator', 'penghargaan', 'tautan', 'anggota tim']) {
    await page.getByRole('button', { name: `Tambah ${what}` }).click()
  }
  await field(page, 'Alamat (https://…)').fill('bakau')
  await expect(page.getByText(/^1 isian belum tersimpan/).first()).toBeVisible()
  await field(page, 'Nama').first().focus()
  const last = page.locator('summary', { hasText: 'Keterangan tambahan' })
  while (!(await last.evaluate((one) => one === document.activeElement))) {
    await page.keyboard.press('Tab')
    await expectAboveFoot(page)
  }
  await open(page, `/innovations/${slug}/edit?step=check`)
  await page.getByRole('button', { name: /^Tautan 1, Alamat/ }).click()
  await expect(field(page, 'Alamat (https://…)')).toBeFocused()
  await expect(page.getByText('Tulis alamat lengkap').first()).toBeVisible()
  await expectAboveFoot(page)
})

test('what was submitted is not offered for writing, and unsent text is still there', async ({
  page,
  context,
  request,
}) => {
  const author = await Person.signIn(request, innovator)
  const made = await author.draft(newTitle('Dermaga Ramah Lansia'), complete)
  const path = `/innovations/${made.slug}/edit?step=benefit`
  await signIn(page, innovator, path)
  await context.setOffline(true)
  await field(page, 'Manfaat').fill('Lansia naik perahu tanpa dibantu.')
  await expect(status(page)).toHaveAttribute('data-phase', 'offline')
  await author.move(made, 'submitted')
  await page.goto('about:blank')
  await context.setOffline(false)
  await open(page, path)
  await expect(page.getByText('Saat ini Anda tidak dapat mengubah inovasi ini.')).toBeVisible()
  await expect(page.getByText('Antrean penilai Kementerian PANRB')).toBeVisible()
  await expect(page.locator('main').getByRole('textbox')).toHaveCount(0)
  await expect(page.getByText('Lansia naik perahu tanpa dibantu.')).toBeVisible()
  await page.getByRole('button', { name: 'Buang tulisan ini' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ya, buang' }).click()
  await expect(page.getByText('Lansia naik perahu tanpa dibantu.')).toHaveCount(0)
  await page.getByRole('link', { name: 'Lihat perjalanannya' }).click()
  await expect(page).toHaveURL(/\/progress$/)
})

test('a draft is deleted from its editor', async ({ page, request }) => {
  const author = await Person.signIn(request, innovator)
  const { slug, title } = await author.draft(newTitle('Tidak Jadi Ditulis'))
  await signIn(page, innovator, `/innovations/${slug}/edit?step=check`)
  await page.getByRole('button', { name: 'Hapus draf' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Ya, hapus/ }).click()
  await expect(page).toHaveURL(/\/work/)
  await expect(page.getByRole('heading', { level: 1, name: 'Pekerjaan saya' })).toBeVisible()
  await expect(page.getByRole('link', { name: title })).toHaveCount(0)
})

test('unsent text of a draft that somebody deleted is still there to copy', async ({
  page,
  context,
  request,
}) => {
  const author = await Person.signIn(request, innovator)
  const made = await author.draft(newTitle('Kapal Perpustakaan'))
  const path = `/innovations/${made.slug}/edit?step=novelty`
  await signIn(page, innovator, path)
  await context.setOffline(true)
  await field(page, 'Kebaruan').fill('Buku datang lewat laut.')
  await expect(status(page)).toHaveAttribute('data-phase', 'offline')
  await author.remove(made)
  await page.goto('about:blank')
  await context.setOffline(false)
  await open(page, '/work')
  await page
    .getByRole('listitem')
    .filter({ hasText: made.title })
    .getByRole('link', { name: 'Lanjutkan' })
    .click()
  await expect(page.getByText('Buku datang lewat laut.')).toBeVisible()
  await page.getByRole('button', { name: 'Buang tulisan ini' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ya, buang' }).click()
  await open(page, '/work')
  await expect(page.getByText(made.title)).toHaveCount(0)
})

test('a draft is found again by the address that it had before', async ({ page, request }) => {
  const author = await Person.signIn(request, innovator)
  const made = await author.draft(newTitle('Nama Pertama'))
  await author.send(
    'PATCH',
    `/innovations/${made.id}`,
    { title: newTitle('Nama Kedua') },
    `"${made.version}"`,
  )
  await signIn(page, innovator, `/innovations/${made.slug}/edit`)
  await expect(page.getByLabel('Judul', { exact: true })).toHaveValue(/^Nama Kedua/)
})

test('an earlier version is compared and restored', async ({ page, request }) => {
  const author = await Person.signIn(request, innovator)
  const made = await author.draft(newTitle('Hutan Bakau Warga'), {
    summary: 'Bakau ditanam warga.',
  })
  // Another person: what one person writes within minutes is one revision.
  const boss = await Person.signIn(request, manager)
  await boss.send(
    'PATCH',
    `/innovations/${made.id}`,
    { summary: 'Bakau ditanam dan dijaga warga.' },
    `"${made.version}"`,
  )
  await signIn(page, innovator, `/innovations/${made.slug}/history`)
  await expect(page.locator('main ins').first()).toContainText('dan dijaga')
  const restore = page.getByRole('button', { name: /^Pulihkan versi ini/ })
  await expect(restore).toHaveCount(1)
  await restore.click()
  const dialog = page.getByRole('dialog', { name: 'Pulihkan versi ini' })
  await dialog.getByRole('button', { name: 'Ya, pulihkan' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(/^Versi \d+ dipulihkan\.$/)).toBeVisible()
  const after = await author.send<{ summary: string }>('GET', `/innovations/${made.id}`)
  expect(after.summary).toBe('Bakau ditanam warga.')
})

test('a session that ends while writing loses nothing', async ({ page, request }) => {
  // An account that no other test writes with: all its sessions end here.
  const email = 'innovator.bpom@jipp.example'
  const author = await Person.signIn(request, email)
  const { slug } = await author.draft(newTitle('Obat Aman sampai Desa'))
  await signIn(page, email, `/innovations/${slug}/edit?step=background`)
  await author.end()
  await field(page, 'Tujuan').fill('Obat palsu tidak lagi sampai ke desa.')
  await expect(status(page)).toHaveAttribute('data-phase', 'signed-out')
  await expect(field(page, 'Tujuan')).toHaveValue('Obat palsu tidak lagi sampai ke desa.')
  await page.getByRole('link', { name: 'Masuk lagi untuk mengirimnya' }).click()
  await fillLogin(page, email)
  await expect(field(page, 'Tujuan')).toHaveValue('Obat palsu tidak lagi sampai ke desa.')
  await saved(page)
})

test('a new draft that ends up on the server is one record, and its page goes on', async ({
  page,
  context,
}) => {
  const title = newTitle('Perahu Pintar Pesisir')
  await signIn(page, innovator, '/innovations/new')
  await context.setOffline(true)
  await field(page, 'Judul').fill(title)
  await expect(status(page)).toHaveAttribute('data-phase', 'offline')
  await context.setOffline(false)
  await saved(page)
  await expect(page).toHaveURL(/\/innovations\/[^/]+\/edit/)
  await open(page, '/work')
  await expect(page.getByRole('link', { name: title, exact: true })).toHaveCount(1)
})
