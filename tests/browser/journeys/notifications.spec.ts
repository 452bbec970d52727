import { readFile } from 'node:fs/promises'
import {
  admin,
  complete,
  innovator,
  manager,
  newTitle,
  Person,
  planEvent,
  reviewer,
} from '../support/records.ts'
import { test } from '../support/ownServer.ts'
import { expect, settled, signIn } from '../support/test.ts'

test('what waits for a reviewer rings, is opened, and is read', async ({ page, request }) => {
  const judge = await Person.signIn(request, reviewer)
  await judge.send('POST', '/notifications/read', {})
  const by = await Person.signIn(request, innovator)
  for (const n of ['pertama', 'kedua']) {
    const made = await by.draft(newTitle(`Kabar ${n}`), complete)
    await by.move(made, 'submitted')
  }
  await signIn(page, reviewer, '/work')
  const bell = page.getByRole('banner').getByRole('link', { name: /Pemberitahuan/ })
  await expect(bell).toHaveAccessibleName(/2 belum dibaca/)
  await expect(page.getByRole('region', { name: 'Pemberitahuan terbaru' })).toContainText(
    'Kabar kedua',
  )
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(1280)
  await bell.click()
  await settled(page)
  await page.getByRole('link', { name: /Kabar kedua .* menunggu penilaian/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Kabar kedua')
  await expect(bell).toHaveAccessibleName(/1 belum dibaca/)
  await bell.click()
  await page.getByRole('link', { name: 'Belum dibaca', exact: true }).click()
  await expect(page).toHaveURL(/show=unread/)
  await expect(page.locator('main').getByRole('listitem').filter({ hasText: 'Kabar' })).toHaveCount(
    1,
  )
  await page.getByRole('button', { name: 'Tandai semua sudah dibaca' }).click()
  await expect(page.getByText('Semua sudah dibaca.')).toBeVisible()
  await expect(bell).toHaveAccessibleName('Pemberitahuan')
  await page.getByRole('link', { name: 'Semua', exact: true }).click()
  await page.getByRole('button', { name: /^Tandai belum dibaca: Kabar kedua/ }).click()
  await expect(bell).toHaveAccessibleName(/1 belum dibaca/)
  await page.getByRole('button', { name: /^Hapus: Kabar kedua/ }).click()
  await expect(page.getByText('Kabar kedua')).toHaveCount(0)
})

test('attachments of an event are uploaded, read back and removed', async ({ page, request }) => {
  const by = await Person.signIn(request, manager)
  const event = await planEvent(by, newTitle('Lokakarya'))
  await signIn(page, manager, `/events/${event.id}`)
  const letter = Buffer.from('%PDF-1.7\n% undangan\n%%EOF\n')
  const files = ['Undangan A.pdf', 'Undangan B.pdf'].map((name) => ({
    name,
    mimeType: 'application/pdf',
    buffer: letter,
  }))
  await page.getByLabel('Tambah lampiran').setInputFiles(files)
  await expect(page.getByText('2 berkas tersimpan.')).toBeVisible()
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Undangan A.pdf', exact: true }).click()
  expect(await readFile(await (await file).path())).toEqual(letter)
  await page.getByRole('button', { name: 'Hapus Undangan B.pdf' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ya, hapus' }).click()
  await expect(page.getByText('Undangan B.pdf')).toHaveCount(0)
  await page.getByLabel('Tambah lampiran').setInputFiles({
    name: 'jahat.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('<html><script>1</script>'),
  })
  await expect(page.getByRole('alert')).toBeVisible()
})

test('an admin sees that the audit chain is whole', async ({ page }) => {
  await signIn(page, admin, '/admin/audit')
  await page.getByRole('link', { name: 'Periksa rantai' }).click()
  await expect(page.getByText('Rantai utuh.')).toBeVisible()
})
