import type { APIRequestContext } from '@playwright/test'
import { admin, innovator, manager, newTitle, Person } from '../support/records.ts'
import { expect, signIn, test, type Page } from '../support/test.ts'

interface Owned {
  id: string
  owner_ids: string[]
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Atur pemilik' })
const owner = (page: Page, name: RegExp) => dialog(page).getByRole('checkbox', { name })
const save = (page: Page) => dialog(page).getByRole('button', { name: 'Simpan', exact: true })
const author = /^Inovator kkp /
const signatory = /^Penanda Tangan kkp /

async function drafted(request: APIRequestContext) {
  const writer = await Person.signIn(request, innovator)
  const made = await writer.draft(newTitle('Tambat Kapal Terjadwal'))
  return { ...made, writer, path: `/innovations/${made.slug}/progress` }
}

async function openDialog(page: Page, email: string, path: string) {
  await signIn(page, email, path)
  await page.getByRole('button', { name: 'Atur pemilik' }).click()
  await expect(owner(page, author)).toBeChecked()
}

test('a manager hands an innovation on to a colleague, by keyboard', async ({ page, request }) => {
  const { id, path, writer } = await drafted(request)
  await openDialog(page, manager, path)
  const search = dialog(page).getByRole('searchbox', { name: 'Cari nama atau surel' })
  await search.fill('penanda tangan')
  await expect(owner(page, /^Manajer Hub kkp /)).toHaveCount(0)
  await search.press('Enter')
  await owner(page, signatory).press('Space')
  await search.fill('tidak ada orangnya')
  await expect(dialog(page).getByRole('status')).toContainText('Tidak ada pengguna aktif')
  // Whoever was ticked stays in sight.
  await expect(owner(page, signatory)).toBeChecked()
  await owner(page, author).press('Space')
  await save(page).press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByText('Pemilik tersimpan.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Atur pemilik' })).toBeFocused()
  const section = page.getByRole('region', { name: 'Pemilik' })
  await expect(section.getByRole('listitem')).toHaveText([/^Penanda Tangan kkp /])

  const boss = await Person.signIn(request, manager)
  const { owner_ids } = await boss.send<Owned>('GET', `/innovations/${id}`)
  expect(owner_ids).toHaveLength(1)
  expect(owner_ids).not.toContain(writer.user.id)
})

test('there is always an owner', async ({ page, request }) => {
  const { id, path, writer } = await drafted(request)
  await openDialog(page, manager, path)
  await owner(page, author).uncheck()
  await expect(dialog(page).getByRole('alert')).toHaveText('Pilih paling sedikit satu pemilik.')
  await save(page).click()
  await dialog(page).getByRole('button', { name: 'Batal' }).click()
  await expect(dialog(page)).toHaveCount(0)
  const boss = await Person.signIn(request, manager)
  expect((await boss.send<Owned>('GET', `/innovations/${id}`)).owner_ids).toEqual([writer.user.id])
})

test('a change by somebody else is not overwritten unseen', async ({ page, request }) => {
  const { id, path, writer } = await drafted(request)
  await openDialog(page, admin, path)
  await owner(page, author).uncheck()
  await owner(page, signatory).check()
  const boss = await Person.signIn(request, manager)
  const owner_ids = [writer.user.id, boss.user.id]
  await boss.send('PATCH', `/innovations/${id}`, { owner_ids }, '*')
  await save(page).click()
  await expect(dialog(page).getByRole('alert').first()).toContainText('baru saja diubah orang lain')
  await expect(owner(page, /^Manajer Hub kkp /)).toBeChecked()
  await expect(owner(page, author)).toBeChecked()
  await expect(owner(page, signatory)).not.toBeChecked()
  await owner(page, signatory).check()
  await save(page).click()
  await expect(page.getByText('Pemilik tersimpan.')).toBeVisible()
  expect((await boss.send<Owned>('GET', `/innovations/${id}`)).owner_ids).toHaveLength(3)
})

test('who may not hand it on is not offered to', async ({ page, request }) => {
  const { path } = await drafted(request)
  await signIn(page, innovator, path)
  await expect(page.getByRole('heading', { name: 'Perjalanan' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Atur pemilik' })).toHaveCount(0)
})
