import { randomUUID } from 'node:crypto'
import { manager, Person } from '../support/records.ts'
import {
  accountMenu,
  expect,
  expectSignedOut,
  open,
  password,
  settled,
  signIn,
  signOut,
  test,
} from '../support/test.ts'

test('a manager invites a colleague, who accepts and signs in', async ({
  page,
  browser,
  baseURL,
  request,
}) => {
  const email = `rekan-${randomUUID().slice(0, 8)}@kkp.example`
  const boss = await Person.signIn(request, manager)
  const { slug } = await boss.hub()
  await signIn(page, manager, `/hubs/${slug}/members`)

  await page.getByRole('button', { name: 'Buat undangan' }).click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(2)
  await page.getByLabel('Nama lengkap').fill('Rekan Baru')
  await page.getByLabel('Alamat surel').fill(email)
  await page.getByRole('button', { name: 'Buat undangan' }).click()
  const link = await page.getByLabel('Tautan', { exact: true }).inputValue()
  expect(link).toContain('/invite#')

  const home = await browser.newContext({ baseURL: baseURL ?? '', locale: 'id-ID' })
  const guest = await home.newPage()
  const { pathname, hash } = new URL(link)
  await open(guest, pathname + hash)
  await expect(guest.getByRole('definition').filter({ hasText: email })).toBeVisible()
  await expect(guest.locator('main form')).toContainText('mengundang Anda ke Hub JIPP')
  await expect(guest.getByLabel('Nama lengkap')).toHaveValue('Rekan Baru')
  await guest.getByLabel('Kata sandi', { exact: true }).fill('pendek')
  await guest.getByRole('button', { name: 'Buat akun' }).click()
  await expect(guest.getByLabel('Kata sandi', { exact: true })).toBeFocused()
  const secret = 'kalimat yang mudah diingat'
  await guest.getByLabel('Kata sandi', { exact: true }).fill(secret)
  await guest.getByRole('button', { name: 'Buat akun' }).click()
  await expect(guest).toHaveURL('/work')
  await expect(accountMenu(guest)).toBeVisible()

  // The link is used up.
  await open(guest, '/hubs')
  await open(guest, pathname + hash)
  await expect(guest.locator('main')).toContainText('Undangan ini tidak berlaku lagi')
  await home.close()

  await page.reload()
  await settled(page)
  await expect(page.getByRole('row', { name: new RegExp(email) })).toBeVisible()
  await open(page, '/invitations')
  await page.getByLabel('Keadaan undangan').selectOption('accepted')
  await expect(page.getByRole('row', { name: new RegExp(email) })).toContainText('Diterima')
})

test('an invitation is revoked only after a question', async ({ page, request }) => {
  const boss = await Person.signIn(request, manager)
  const email = `batal-${randomUUID().slice(0, 8)}@kkp.example`
  const hub = await boss.hub()
  const { institution_id } = await boss.send<{ institution_id: string }>('GET', `/hubs/${hub.id}`)
  await boss.send('POST', '/invitations', {
    email,
    name: 'Batal Diundang',
    institution_id,
    roles: ['innovator'],
  })
  await signIn(page, manager, '/invitations')
  const row = page.getByRole('row', { name: new RegExp(email) })
  await row.getByRole('button').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Batal' }).click()
  await expect(row).toContainText('Menunggu')
  await row.getByRole('button').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ya, cabut' }).click()
  await expect(row).toHaveCount(0)
})

test('an admin changes the roles of a person, and is told so', async ({ page }) => {
  await signIn(page, 'admin@jipp.example', '/admin/users')
  await page.getByRole('button', { name: 'Ubah Penanda Tangan prov-35 (peragaan)' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /^Inovator/ }).check()
  await dialog.getByRole('button', { name: 'Simpan' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(/^Akun .* tersimpan\.$/)).toBeVisible()
  await expect(page.getByRole('row', { name: /signatory.prov-35/ })).toContainText('Inovator')
})

test('who was removed from a hub is told so, and what they can do', async ({ page, request }) => {
  const email = `pergi-${randomUUID().slice(0, 8)}@kkp.example`
  const boss = await Person.signIn(request, manager)
  const hub = await boss.hub()
  const { institution_id } = await boss.send<{ institution_id: string }>('GET', `/hubs/${hub.id}`)
  const { url } = await boss.send<{ url: string }>('POST', '/invitations', {
    email,
    name: 'Rekan Yang Pergi',
    institution_id,
    roles: ['innovator'],
  })
  const accepted = await request.post('/api/v1/invitations/accept', {
    data: { token: new URL(url).hash.slice(1), name: 'Rekan Yang Pergi', password },
  })
  expect(accepted.ok(), await accepted.text()).toBe(true)

  await signIn(page, manager, `/hubs/${hub.slug}/members`)
  await page.getByRole('button', { name: 'Keluarkan Rekan Yang Pergi' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ya, keluarkan' }).click()
  await expect(page.getByText('Rekan Yang Pergi dikeluarkan.')).toBeVisible()
  await signOut(page)
  await expectSignedOut(page)

  await signIn(page, email, '/work')
  await expect(
    page.getByRole('heading', { name: 'Anda tidak lagi menjadi anggota hub mana pun' }),
  ).toBeVisible()
  await expect(page.locator('main')).toContainText(email)
  await page.getByRole('link', { name: 'Cari hub' }).click()
  await expect(page).toHaveURL('/hubs')
})
