import {
  admin,
  begin,
  inviteTo,
  moveEvent,
  newTitle,
  Person,
  planEvent,
  takingPlace,
} from '../support/records.ts'
import { test } from '../support/ownServer.ts'
import {
  accountMenu,
  expect,
  fillLogin,
  open,
  settled,
  signIn,
  type Page,
} from '../support/test.ts'

const manager = 'manager.bpom@jipp.example'
const row = (page: Page, name: string) => page.getByRole('group', { name: new RegExp(`^${name}`) })

async function step(page: Page, name: string) {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('dialog', { name }).getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('an admin plans an FGD, invites three institutions, and one of their hubs agrees', async ({
  page,
  browser,
  baseURL,
  request,
}) => {
  test.slow()
  const title = newTitle('FGD Pembentukan Hub JIPP')
  await signIn(page, admin, '/events')
  await page.getByRole('link', { name: 'Rencanakan kegiatan' }).click()
  await expect(page).toHaveURL('/events/new')

  await page.getByRole('button', { name: 'Simpan kegiatan' }).click()
  const summary = page.getByRole('alert')
  await expect(summary.getByRole('link')).toHaveCount(2)
  await summary.getByRole('link', { name: /^Judul/ }).click()
  await page.keyboard.type(title)
  await page.getByLabel('Kegiatan ini membentuk hub').check()
  await page.getByLabel('Tanggal mulai').fill('2026-12-10')
  await page.getByLabel('Jam mulai').fill('10:00')
  await page.getByLabel('Jam selesai').fill('13:00')
  await page.getByLabel('Zona waktu').selectOption('WITA')
  await page.getByLabel('Tempat').fill('Makassar')
  await page.getByLabel('Agenda').fill('1. Pembukaan\n2. **Pernyataan** tiap instansi')
  // A reload takes nothing of it away.
  await page.reload()
  await expect(page.getByText('dipulihkan dari perangkat ini')).toBeVisible()
  await expect(page.getByLabel('Judul')).toHaveValue(title)
  await page.getByRole('button', { name: 'Simpan kegiatan' }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  const facts = page.getByRole('complementary', { name: 'Waktu dan tempat' })
  await expect(facts).toContainText('09.00–12.00 WIB')
  await expect(facts).toContainText('10.00–13.00 WITA')

  // One by searching, one by kind would be many: two from a list, with a line that names nobody.
  await page.getByLabel('Cari nama atau kode instansi').fill('administrasi negara')
  await page.getByRole('checkbox', { name: /^Lembaga Administrasi Negara/ }).check()
  await page
    .getByLabel('Tempel daftar')
    .fill('1. Kementerian Dalam Negeri\n2. prov-31\n3. Kementerian Antah Berantah')
  await expect(page.getByText('1 baris tidak dikenal')).toBeVisible()
  await page.getByRole('button', { name: 'Undang 3 instansi' }).click()
  await expect(page.getByText('3 instansi diundang.')).toBeVisible()
  await expect(row(page, 'Kementerian Dalam Negeri')).toBeVisible()

  // The person who answers for it gets an account.
  const people = page.getByRole('region', { name: 'Undang orangnya' })
  await people.getByText('Akun untuk LAN').click()
  await people.getByLabel('Nama lengkap').fill('Rina Lestari')
  await people.getByLabel('Alamat surel').fill('rina@lan.example')
  await people.getByRole('button', { name: 'Buat undangan' }).click()
  expect(await people.getByLabel('Tautan', { exact: true }).inputValue()).toContain('/invite#')

  await step(page, 'Umumkan')
  // Before it begins it cannot have taken place.
  await expect(page.getByRole('button', { name: 'Batalkan' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Nyatakan terlaksana' })).toHaveCount(0)
  await begin(await Person.signIn(request, admin), new URL(page.url()).pathname.split('/')[2] ?? '')
  await page.reload()
  await step(page, 'Nyatakan terlaksana')
  const lan = row(page, 'Lembaga Administrasi Negara')
  await lan.getByLabel('Jawaban').selectOption('attending')
  await lan.getByLabel('Hadir', { exact: true }).check()
  await lan.getByLabel('Keputusan').selectOption('agreed')
  await lan.getByLabel('Catatan').fill('Dinyatakan Sekretaris Utama, surat 12/LAN/2026.')
  const other = row(page, 'Kementerian Dalam Negeri')
  await other.getByLabel('Keputusan').selectOption('declined')
  await expect(other).toContainText('belum disimpan')
  await lan.getByRole('button', { name: /^Simpan / }).click()
  await expect(lan.getByText('Tersimpan.')).toBeVisible()
  // What was typed beside it is still there.
  await expect(other.getByLabel('Keputusan')).toHaveValue('declined')
  await other.getByRole('button', { name: /^Simpan / }).click()
  await expect(other.getByText('Tersimpan.')).toBeVisible()

  await page.getByRole('button', { name: 'Tambah tindak lanjut' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Yang dikerjakan').fill('Mengirim rancangan nota kesepahaman')
  await dialog.getByLabel('Cari orang').fill('reviewer@')
  await dialog.getByLabel('Penanggung jawab').selectOption({ label: 'Penilai Kementerian PANRB' })
  await dialog.getByLabel('Tenggat').fill('2027-01-15')
  await dialog.getByRole('button', { name: 'Simpan' }).click()
  const item = page.getByRole('row', { name: /Mengirim rancangan/ })
  await expect(item).toContainText('15 Januari 2027')
  await item.getByRole('checkbox').check()
  await expect(item.getByRole('checkbox')).toBeChecked()

  await page.getByRole('link', { name: 'Ubah kegiatan' }).click()
  await page.getByLabel('Notula').fill('Satu instansi menyatakan **setuju**.')
  await page.getByRole('button', { name: 'Simpan kegiatan' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Notula' })).toBeVisible()
  await step(page, 'Tutup kegiatan')
  await expect(page.getByText('Selesai', { exact: true }).first()).toBeVisible()

  // A visitor sees the hub that agreed, and the event in which it did.
  const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'id-ID' })
  const visitor = await context.newPage()
  await open(visitor, '/hubs/lan')
  const way = visitor.getByRole('listitem').filter({ hasText: 'Sepakat' })
  await way.getByRole('link', { name: title }).click()
  await expect(visitor.getByRole('heading', { level: 1, name: title })).toBeVisible()
  const decided = visitor.getByRole('row', { name: /Lembaga Administrasi Negara/ })
  await expect(decided).toContainText('Setuju')
  await expect(visitor.locator('main')).not.toContainText('surat 12/LAN')
  await open(visitor, '/hubs/formation')
  await expect(
    visitor.getByRole('region', { name: /^Sepakat/ }).getByRole('link', { name: 'LAN' }),
  ).toBeVisible()
  await open(visitor, '/network')
  const year = visitor
    .getByRole('table', { name: 'Menurut tahun' })
    .getByRole('row', { name: /2026/ })
  await expect(year.getByRole('cell')).toHaveText(['3', '1', '0', '0'])
  await context.close()

  // Activating needs a basis and a manager: the server says so, in words.
  await open(page, '/hubs/lan')
  await page.getByRole('button', { name: 'Aktifkan' }).click()
  const ask = page.getByRole('dialog', { name: 'Aktifkan' })
  await ask.getByRole('button', { name: 'Aktifkan' }).click()
  await expect(ask.getByRole('alert')).toContainText('belum punya dasar')
  await expect(ask.getByRole('alert')).toContainText('belum punya pengelola hub')
})

test('an invited institution answers, and the organiser sees it', async ({
  page,
  browser,
  baseURL,
  request,
}) => {
  const by = await Person.signIn(request, admin)
  const made = await planEvent(by, newTitle('Lokakarya'))
  await inviteTo(by, made, 'bpom', 'kkp')
  await moveEvent(by, made, 'open')
  const path = `/events/${made.id}`
  await signIn(page, admin, path)
  const kkp = row(page, 'Kementerian Kelautan')
  await kkp.getByLabel('Catatan').fill('Diundang lewat surat.')

  const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'id-ID' })
  const invited = await context.newPage()
  await signIn(invited, manager, path)
  const answer = invited.getByRole('region', { name: /^Jawaban Badan Pengawas/ })
  await answer.getByRole('button', { name: 'Akan hadir' }).click()
  await expect(answer.getByText('Jawaban tersimpan: Akan hadir.')).toBeVisible()
  await expect(answer.getByRole('button', { name: 'Akan hadir' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expect(invited.getByRole('button', { name: /^Simpan/ })).toHaveCount(1) // The calendar's.
  await context.close()

  // The event moved on: saving another row of it still works, without a question.
  await kkp.getByRole('button', { name: /^Simpan / }).click()
  await expect(kkp.getByText('Tersimpan.')).toBeVisible()
  await expect(row(page, 'Badan Pengawas').getByLabel('Jawaban')).toHaveValue('attending')
})

test('two people record the same institution: the second one is told, and loses nothing', async ({
  page,
  request,
}) => {
  const by = await Person.signIn(request, admin)
  const made = await planEvent(by, newTitle('Klinik'))
  const { participants, version } = await inviteTo(by, made, 'bpom')
  await signIn(page, admin, `/events/${made.id}`)
  const bpom = row(page, 'Badan Pengawas')
  await bpom.getByLabel('Catatan').fill('Mengirim wakil.')
  await by.send(
    'PUT',
    `/events/${made.id}/participants/${participants[0]?.institution_id ?? ''}`,
    { response: 'declined' },
    `"${version}"`,
  )
  await bpom.getByRole('button', { name: /^Simpan / }).click()
  await expect(bpom.getByRole('alert').or(bpom.getByRole('status'))).toContainText(
    'Jawaban: Tidak dapat hadir',
  )
  await expect(bpom.getByLabel('Catatan')).toHaveValue('Mengirim wakil.')
  await expect(bpom.getByLabel('Jawaban')).toHaveValue('declined')
  await bpom.getByRole('button', { name: /^Simpan / }).click()
  await expect(bpom.getByText('Tersimpan.')).toBeVisible()
})

test('two people edit an event: both texts are there until one is chosen', async ({
  page,
  request,
}) => {
  const by = await Person.signIn(request, admin)
  const made = await planEvent(by, newTitle('Koordinasi'))
  await signIn(page, admin, `/events/${made.id}/edit`)
  await page.getByLabel('Agenda').fill('Agenda saya')
  await by.send(
    'PATCH',
    `/events/${made.id}`,
    { agenda: 'Agenda mereka', venue: 'Bandung' },
    `"${made.version}"`,
  )
  await page.getByRole('button', { name: 'Simpan kegiatan' }).click()
  const clash = page.getByRole('region', { name: /^Orang lain mengubah/ })
  await expect(clash).toContainText('Agenda mereka')
  await expect(page.getByLabel('Agenda')).toHaveValue('Agenda saya')
  await expect(page.getByLabel('Tempat')).toHaveValue('Bandung')
  await clash.getByRole('button', { name: /^Tetap tulisan saya/ }).click()
  await expect(clash).toHaveCount(0)
  await page.getByRole('button', { name: 'Simpan kegiatan' }).click()
  await expect(page.getByText('Agenda saya')).toBeVisible()
})

test('the code at the door leads to the sign-in and back, and checks in', async ({
  page,
  request,
}) => {
  const by = await Person.signIn(request, admin)
  const made = await planEvent(by, newTitle('Penandatanganan'), {
    kind: 'signing',
    ...takingPlace,
  })
  await inviteTo(by, made, 'bpom')
  await moveEvent(by, made, 'open')
  const { pathname, hash } = new URL(made.check_in_url)
  const asked: string[] = []
  page.on('request', (sent) => asked.push(sent.url()))

  await open(page, pathname + hash)
  await page.locator('main').getByRole('link', { name: 'Masuk untuk mencatat kehadiran' }).click()
  await expect(page.getByLabel('Alamat surel')).toBeVisible()
  await fillLogin(page, manager)
  await expect(accountMenu(page)).toBeVisible()
  await expect(page).toHaveURL(pathname + hash)
  await expect(page.getByText(made.title)).toBeVisible()
  await page.getByRole('button', { name: /^Catat kehadiran Badan Pengawas/ }).click()
  await expect(page.getByText(/^Kehadiran Badan Pengawas .* sudah tercatat/)).toBeVisible()
  // No server saw the code in an address.
  expect(asked.filter((url) => url.includes(hash.slice(1)) && !url.includes('#'))).toEqual([])

  await open(page, `${pathname}#salah`)
  await page.getByRole('button', { name: /^Catat kehadiran/ }).click()
  await expect(page.getByRole('alert')).toContainText('Pindai lagi')
  await open(page, pathname)
  await expect(page.locator('main')).toContainText('Kodenya tidak ada di alamat ini')
})

test('the list filters, turns into a calendar, and keeps its place', async ({ page }) => {
  await open(page, '/events')
  await page.getByRole('link', { name: 'Sudah lewat', exact: true }).click()
  await expect(page).toHaveURL('/events?when=past')
  await expect(page.getByRole('article')).toHaveCount(2)
  await page.getByLabel('Jenis kegiatan').selectOption({ label: 'Penandatanganan' })
  await expect(page).toHaveURL('/events?when=past&kind=signing')
  await expect(page.getByRole('article')).toHaveCount(1)
  await page.getByRole('article').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: /^Penandatanganan/ })).toBeVisible()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Simpan ke kalender' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/\.ics$/)
  await page.goBack()
  await expect(page).toHaveURL('/events?when=past&kind=signing')

  await open(page, '/events?view=calendar&month=2023-09')
  await page.getByRole('link', { name: 'Bulan sebelumnya' }).click()
  const month = page.getByRole('table', { name: 'Kegiatan bulan Agustus 2023' })
  await expect(month.getByRole('columnheader')).toHaveCount(7)
  await expect(month.getByRole('cell', { name: /11 Agustus 2023/ })).toContainText(
    'FGD Tindak Lanjut',
  )
  await page.getByLabel('Instansi', { exact: true }).selectOption({ label: 'Kementerian Keuangan' })
  await expect(page).toHaveURL(/institution=/)
  await expect(month.getByRole('cell', { name: /11 Agustus 2023/ })).toContainText(
    'FGD Tindak Lanjut',
  )
})

test('a poster with the code is printed alone', async ({ page, request }) => {
  const by = await Person.signIn(request, admin)
  const made = await planEvent(by, newTitle('Webinar'), { kind: 'webinar' })
  await page.addInitScript(() => {
    window.print = () => undefined
  })
  await signIn(page, admin, `/events/${made.id}`)
  await expect(page.getByRole('img', { name: 'Kode QR untuk mencatat kehadiran' })).toBeVisible()
  await page.getByRole('button', { name: 'Cetak poster' }).click()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('Pindai untuk mencatat kehadiran instansi Anda')).toBeVisible()
  await expect(page.locator('main')).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  await expect(page.locator('main')).toBeVisible()
  await settled(page)
})

test('a hub is declined with a note that says who said so', async ({ page }) => {
  await signIn(page, admin, '/hubs/kemendikbud')
  await page.getByRole('button', { name: 'Catat menolak' }).click()
  const dialog = page.getByRole('dialog', { name: 'Catat menolak' })
  await dialog.getByRole('button', { name: 'Catat menolak' }).click()
  await expect(dialog.getByRole('textbox')).toBeFocused()
  await dialog.getByRole('textbox').fill('Surat Sekretaris Jenderal 5/2026.')
  await dialog.getByRole('button', { name: 'Catat menolak' }).click()
  await expect(page.getByRole('button', { name: 'Undang' })).toBeVisible()
  await expect(page.locator('main')).toContainText('Surat Sekretaris Jenderal 5/2026.')
})
