import { admin, innovator, newTitle, Person } from '../support/records.ts'
import { expect, signIn, test } from '../support/test.ts'

test('an admin finds what was done by whom and to what, by names and addresses', async ({
  page,
  request,
}) => {
  const author = await Person.signIn(request, innovator)
  const { slug, title } = await author.draft(newTitle('Jaring Ramah Penyu'))
  await signIn(page, admin, '/admin/audit')
  const filters = page.getByRole('form', { name: 'Saring jejak audit' })
  const record = filters.getByLabel('Catatan', { exact: true })
  const actor = filters.getByRole('combobox', { name: 'Pelaku' })
  const apply = filters.getByRole('button', { name: 'Terapkan' })
  const rows = page.locator('main tbody tr')

  await record.fill(new URL(`/innovations/${slug}/review`, page.url()).href)
  await apply.click()
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText(title)

  // The browser offers the people who fit.
  await actor.pressSequentially('Inovator kkp')
  await expect(filters.locator(`datalist option[value="${innovator}"]`)).toHaveCount(1)
  await actor.fill(innovator)
  await apply.click()
  await expect(page).toHaveURL(/actor=/)
  await expect(rows).toHaveCount(1)
  await expect(actor).toHaveValue(innovator)

  await actor.fill('kkp')
  await record.fill('tidak-ada-slug-ini')
  await apply.click()
  await expect(actor).toHaveAccessibleDescription(/Beberapa orang cocok/)
  await expect(record).toHaveAccessibleDescription(/Tidak ada catatan di alamat itu/)
  await actor.fill('siapa itu')
  await record.fill('/events/bukan-id')
  await apply.click()
  await expect(actor).toHaveAccessibleDescription(/Tidak ada pengguna/)
  await expect(record).toHaveAccessibleDescription(/Tidak ada catatan di alamat itu/)
})
