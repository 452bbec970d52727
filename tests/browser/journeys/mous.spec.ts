import { readFile } from 'node:fs/promises'
import {
  admin,
  inviteTo,
  manager,
  moveEvent,
  newTitle,
  Person,
  planEvent,
  takingPlace,
} from '../support/records.ts'
import { test } from '../support/ownServer.ts'
import { expect, open, password, settled, signIn, type Page } from '../support/test.ts'

async function step(page: Page, name: string, note?: string) {
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog', { name })
  if (note) await dialog.getByRole('textbox').fill(note)
  await dialog.getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Somebody of an institution, with an account from now on. */
async function newcomer(by: Person, institution: string, role: string) {
  const email = `${role}@${institution}.example`
  const { id } = await by.send<{ id: string }>('GET', `/institutions/${institution}`)
  const body = { email, name: `Orang ${role}`, institution_id: id, roles: [role] }
  const { url } = await by.send<{ url: string }>('POST', '/invitations', body)
  const accept = { token: url.split('#')[1], name: `Orang ${role}`, password }
  await by.send('POST', '/invitations/accept', accept)
  return email
}

async function signInSystem(page: Page, position: string) {
  await page.getByRole('button', { name: 'Tanda tangani', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Tanda tangani' })
  const submit = dialog.getByRole('button', { name: 'Tanda tangani', exact: true })
  await submit.click()
  await expect(dialog.getByLabel('Jabatan')).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('Jabatan').fill(position)
  await dialog.getByLabel('Kata sandi Anda, sekali lagi').fill('bukan kata sandi saya')
  await submit.click()
  await expect(dialog.getByText('Kata sandi tidak cocok.')).toBeVisible()
  await dialog.getByLabel('Kata sandi Anda, sekali lagi').fill(password)
  await submit.click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText(/^Tanda tangan .* tercatat\.$/)).toBeVisible()
}

test('from the FGD to the signed MoU, an active hub, and a visitor who verifies it', async ({
  browser,
  baseURL,
  request,
}) => {
  test.slow()
  const by = await Person.signIn(request, admin)
  const fgd = await planEvent(by, newTitle('FGD Pembentukan'), {
    hub_formation: true,
    ...takingPlace,
  })
  await inviteTo(by, fgd, 'lan', 'kemendagri', 'prov-31')
  await moveEvent(by, fgd, 'open')
  const held = await moveEvent(by, fgd, 'held')
  const lan = held.participants.find(({ institution }) => institution.code === 'lan')
  const decision = { response: 'attending', attended: true, decision: 'agreed', note: 'Surat 12.' }
  await by.send(
    'PUT',
    `/events/${fgd.id}/participants/${lan?.institution_id ?? ''}`,
    decision,
    `"${held.version}"`,
  )
  const hubManager = await newcomer(by, 'lan', 'hub_manager')
  const signer = await newcomer(by, 'lan', 'signatory')

  const person = async () => {
    const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'id-ID' })
    return context.newPage()
  }
  const drafter = await person()
  await signIn(drafter, hubManager, '/mous')
  await drafter.getByRole('link', { name: 'Susun MoU' }).click()
  const heading = drafter.getByRole('heading', { level: 1, name: 'Susun nota kesepahaman' })
  await expect(heading).toBeVisible()
  // The only hub is chosen, and the template knows its institution.
  await expect(drafter.getByLabel('Judul')).toHaveValue(/Lembaga Administrasi Negara/)
  await expect(drafter.getByLabel('Ruang lingkup')).toHaveValue(/Lembaga Administrasi Negara/)
  await drafter.getByRole('button', { name: 'Simpan', exact: true }).click()
  await expect(drafter.getByText('Rancangan', { exact: true }).first()).toBeVisible()
  const address = new URL(drafter.url()).pathname
  await step(drafter, 'Kirim untuk ditinjau')

  const panrb = await person()
  await signIn(panrb, admin, '/notifications')
  await panrb.getByRole('link', { name: /menunggu persetujuan/ }).click()
  await expect(panrb).toHaveURL(address)
  await step(panrb, 'Kembalikan', 'Perjelas ruang lingkup.')
  await drafter.reload()
  await settled(drafter)
  await expect(drafter.getByText('Perjelas ruang lingkup.')).toBeVisible()
  await drafter.getByRole('link', { name: 'Ubah rancangan' }).click()
  await drafter
    .getByLabel('Ruang lingkup')
    .fill('1. Pembinaan inovasi.\n2. Pertukaran **pengetahuan**.')
  await drafter.getByRole('button', { name: 'Simpan', exact: true }).click()
  await expect(drafter.locator('main strong', { hasText: 'pengetahuan' })).toBeVisible()
  await step(drafter, 'Kirim untuk ditinjau')
  await panrb.reload()
  await settled(panrb)
  await step(panrb, 'Setujui')
  await expect(panrb.getByText(/^MOU\/001\/LAN\/\d{4}$/)).toBeVisible()

  const signing = await person()
  await signIn(signing, signer, address)
  await signInSystem(signing, 'Sekretaris Utama')
  await panrb.reload()
  await settled(panrb)
  await signInSystem(panrb, 'Deputi Pelayanan Publik')
  await expect(panrb.getByText('Berlaku', { exact: true }).first()).toBeVisible()

  await open(panrb, '/hubs/lan')
  await step(panrb, 'Aktifkan')
  await expect(panrb.getByText('Aktif', { exact: true }).first()).toBeVisible()

  const file = signing.waitForEvent('download')
  await signing.getByRole('button', { name: 'Unduh PDF' }).click()
  const content = await readFile(await (await file).path())
  expect(content.subarray(0, 5).toString()).toBe('%PDF-')

  const visitor = await person()
  await open(visitor, address)
  await visitor.getByRole('link', { name: /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/ }).click()
  await expect(visitor.getByText('Nota kesepahaman ini tercatat dan berlaku.')).toBeVisible()
  const drop = visitor.getByLabel('Pilih atau jatuhkan berkas PDF di sini')
  const give = (buffer: Buffer, name: string) =>
    drop.setInputFiles({ name, mimeType: 'application/pdf', buffer })
  await give(content, 'nota.pdf')
  await expect(visitor.getByText('nota.pdf adalah dokumen yang ditandatangani')).toBeVisible()
  const forged = Buffer.from(content)
  forged[forged.length - 10] = (forged[forged.length - 10] ?? 0) ^ 1
  await give(forged, 'palsu.pdf')
  await expect(visitor.getByText('palsu.pdf bukan dokumen yang ditandatangani')).toBeVisible()

  await open(visitor, '/verify')
  await visitor.getByLabel('Kode verifikasi').fill('AAAA-BBBB-CCCC')
  await visitor.keyboard.press('Enter')
  await expect(visitor.getByText('Tidak ada nota kesepahaman')).toBeVisible()
})

test('a visitor finds a MoU in the register by its filters', async ({ page }) => {
  await open(page, '/mous')
  const rows = page.getByRole('table', { name: 'Nota kesepahaman' }).getByRole('rowheader')
  await expect(rows).not.toHaveCount(0)
  await page.getByLabel('Status').selectOption('expired')
  await expect(page).toHaveURL(/status=expired/)
  await expect(rows).toHaveCount(1)
  await rows.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('peragaan')
  await expect(page.getByRole('button', { name: 'Unduh PDF' })).toHaveCount(0)
  await page.goBack()
  await expect(page.getByLabel('Status')).toHaveValue('expired')
  await page.getByRole('searchbox', { name: 'Cari judul atau nomor' }).fill('tidak ada yang begini')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Tidak ada nota kesepahaman yang cocok')).toBeVisible()
})

test.describe('on a phone', () => {
  test('a manager works on a draft: document, comment, edit, and what it was', async ({
    page,
    request,
  }) => {
    test.slow()
    const by = await Person.signIn(request, manager)
    const { id: hub_id } = await by.hub()
    const body = { title: newTitle('Nota'), hub_id, starts_on: '2027-01-01', ends_on: '2029-12-31' }
    const { id } = await by.send<{ id: string }>('POST', '/mous', body)
    await signIn(page, manager, `/mous/${id}`)
    await page.setViewportSize({ width: 360, height: 740 })
    await page.getByLabel('Ganti dengan PDF sendiri').setInputFiles({
      name: 'halaman.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('<html>bukan PDF'),
    })
    await expect(page.getByRole('alert')).toBeVisible()
    await page.getByLabel('Ganti dengan PDF sendiri').setInputFiles({
      name: 'nota.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n%%EOF\n'),
    })
    await expect(page.getByText('Dokumen tersimpan.')).toBeVisible()
    await page.getByRole('button', { name: 'Gunakan dokumen buatan sistem' }).click()
    await expect(page.getByText('Dokumen ini dibuat sistem')).toBeVisible()
    await page.getByLabel('Tulis tanggapan').fill('Pasal 3 **perlu** diperjelas.')
    await page.getByRole('button', { name: 'Kirim', exact: true }).click()
    await expect(page.locator('main strong', { hasText: 'perlu' })).toBeVisible()

    await page.getByRole('link', { name: 'Ubah rancangan' }).click()
    await page.getByLabel('Berlaku sampai').fill('2026-01-01')
    await page.getByRole('button', { name: 'Simpan', exact: true }).click()
    await expect(page.getByRole('alert').getByRole('link')).toHaveCount(1)
    await page.getByLabel('Berlaku sampai').fill('2030-06-30')
    // A reload takes nothing of it away.
    await page.reload()
    await expect(page.getByLabel('Berlaku sampai')).toHaveValue('2030-06-30')
    await page.getByRole('button', { name: 'Simpan', exact: true }).click()
    await expect(page.getByText(/30 Juni 2030/).first()).toBeVisible()
    await page.getByRole('link', { name: 'Riwayat perubahan' }).click()
    await expect(page.getByRole('heading', { level: 2, name: /^Versi/ }).first()).toBeVisible()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(360)
  })
})
