import { complete, innovator, newTitle, Person, reviewer } from '../support/records.ts'
import { expect, open, signIn, test } from '../support/test.ts'

const heading = 'Halaman ini bukan untuk peran Anda'

test('pages of other roles say so, and lead back', async ({ page, request }) => {
  const author = await Person.signIn(request, innovator)
  const { slug } = await author.draft(newTitle('Lumbung Ikan'), complete)
  await signIn(page, innovator, '/review')
  for (const path of [
    '/review',
    `/innovations/${slug}/review`,
    '/hubs/kemenkeu/members',
    '/invitations',
    '/events/new',
    '/mous/new',
    '/admin/institutions',
    '/admin/hubs',
    '/admin/users',
    '/admin/synonyms',
    '/admin/audit',
    '/admin/audit/chain',
  ]) {
    await open(page, path)
    await expect(page.getByRole('heading', { level: 1, name: heading }), path).toBeVisible()
  }
  await expect(page.getByText('Anda masuk sebagai: Inovator.')).toBeVisible()
  await page.locator('main').getByRole('link', { name: 'Pekerjaan saya' }).click()
  await expect(page).toHaveURL('/work')
})

test('who has the role sees the page, a visitor is asked to sign in', async ({ page }) => {
  await page.goto('/admin/audit')
  await expect(page).toHaveURL('/login?next=%2Fadmin%2Faudit')
  await signIn(page, reviewer, '/review')
  await expect(page.getByRole('heading', { level: 1, name: 'Meja penilaian' })).toBeVisible()
})
