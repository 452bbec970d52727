import type { APIRequestContext } from '@playwright/test'
import { complete, innovator, newTitle, Person, reviewer } from '../support/records.ts'
import {
  expect,
  expectSignedOut,
  settled,
  signIn,
  signOut,
  test,
  type Locator,
  type Page,
} from '../support/test.ts'

/** One that the innovator submitted and the reviewer took. */
async function taken(request: APIRequestContext) {
  const made = await submitted(request)
  await made.judge.move(made, 'in_review')
  return made
}

async function submitted(request: APIRequestContext) {
  const author = await Person.signIn(request, innovator)
  const judge = await Person.signIn(request, reviewer)
  const made = await author.draft(newTitle('Bank Sampah Nelayan'), complete)
  await author.move(made, 'submitted')
  return { ...made, author, judge, path: `/innovations/${made.slug}/review` }
}

const background = (button: Locator) =>
  button.evaluate((element) => getComputedStyle(element).backgroundColor)
const score = (page: Page, name: string) => page.getByRole('textbox', { name: `${name} (0–100)` })

async function assess(page: Page, recommendation: string) {
  for (const name of ['Kebaruan', 'Efektif', 'Bermanfaat', 'Mudah disebarkan', 'Berkelanjutan']) {
    await score(page, name).fill('80')
  }
  await page.getByRole('radio', { name: recommendation }).check()
  await page.getByRole('button', { name: 'Kirim penilaian' }).click()
  await expect(page.getByText('Anda sudah menilai versi ini.')).toBeVisible()
}

const comment = (page: Page) => page.getByLabel('Komentar untuk penulis')

test('a half-written review and the note of a decision wait on this device', async ({
  page,
  request,
}) => {
  const { path } = await taken(request)
  await signIn(page, reviewer, path)
  await score(page, 'Kebaruan').fill('70')
  await comment(page).fill('Angkanya belum ada.')
  const ask = page.getByRole('button', { name: 'Minta revisi', exact: true })
  const note = page.getByRole('dialog').getByRole('textbox')
  await ask.click()
  await note.fill('Tambahkan angka.')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.reload()
  await settled(page)
  await expect(page.getByText(/dipulihkan dari perangkat ini/)).toBeVisible()
  await expect(score(page, 'Kebaruan')).toHaveValue('70')
  await expect(comment(page)).toHaveValue('Angkanya belum ada.')
  await ask.click()
  await expect(note).toHaveValue('Tambahkan angka.')
  await page.keyboard.press('Escape')

  // On a shared computer nothing of it stays behind.
  await signOut(page)
  await expectSignedOut(page)
  await signIn(page, reviewer, path)
  await expect(comment(page)).toHaveValue('')
  await ask.click()
  await expect(note).toHaveValue('')
})

test('what was sent is not kept', async ({ page, request }) => {
  const { path } = await taken(request)
  await signIn(page, reviewer, path)
  await assess(page, 'Minta revisi')
  await page.getByRole('button', { name: 'Minta revisi', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Tambahkan angka.')
  await dialog.getByRole('button', { name: 'Minta revisi' }).click()
  await expect(page.getByText(/^Keputusan tersimpan/)).toBeVisible()
  const left = await page.evaluate(() =>
    Object.keys(localStorage).filter((key) => /judging/.test(key)),
  )
  expect(left).toEqual([])
})

test('the review comes before the decision that needs it', async ({ page, request }) => {
  const { path } = await submitted(request)
  await signIn(page, reviewer, path)
  await page.getByRole('button', { name: 'Ambil untuk dinilai' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText('pengajuan ini sekarang dinilai')).toBeVisible()
  const send = page.getByRole('button', { name: 'Kirim penilaian' })
  const publish = page.getByRole('button', { name: 'Terbitkan', exact: true })
  const back = page.getByRole('button', { name: 'Minta revisi', exact: true })
  await page.mouse.move(0, 0)
  const colour = await background(send)
  expect(await background(publish)).not.toBe(colour)
  expect(await background(publish)).toBe(await background(back))
  await assess(page, 'Terbitkan')
  await page.mouse.move(0, 0)
  await expect.poll(() => background(publish)).toBe(colour)
})

test('reviews of earlier versions are told apart', async ({ page, request }) => {
  const made = await taken(request)
  const { judge, author, path } = made
  await judge.send('POST', `/innovations/${made.id}/reviews`, {
    ...{ novelty: 70, effectiveness: 55, benefit: 82, transferability: 64, sustainability: 40 },
    comment: 'Angkanya belum ada.',
    recommendation: 'revise',
  })
  await judge.move(made, 'revision_requested', 'Tambahkan angka.')

  // It is the answer to what was submitted.
  await signIn(page, innovator, `/innovations/${made.slug}/progress`)
  await expect(page.getByText('Angkanya belum ada.')).toBeVisible()
  await expect(page.getByText('atas versi sebelumnya')).toHaveCount(0)

  await author.move(made, 'submitted')
  await judge.move(made, 'in_review')
  await signOut(page)
  await expectSignedOut(page)
  await signIn(page, reviewer, path)
  await expect(page.getByText('Versi ini belum dinilai.')).toBeVisible()
  await expect(page.getByText('Angkanya belum ada.')).toBeHidden()
  await page.getByText('Penilaian atas versi sebelumnya (1)').click()
  await expect(page.getByText('Angkanya belum ada.')).toBeVisible()
  await expect(page.getByText('atas versi sebelumnya', { exact: true })).toBeVisible()
})

test('the history of changes speaks as the page of the record does', async ({ page, request }) => {
  const author = await Person.signIn(request, innovator)
  const { slug } = await author.draft(newTitle('Rumpon Bersama'), {
    initiated_on: '2024-03-01',
    sdgs: [14],
    indicators: [{ name: 'Waktu tunggu', unit: 'menit', baseline: 1250.5, current: 38 }],
    background: 'Antrean **panjang** di loket.',
  })
  await signIn(page, innovator, `/innovations/${slug}/history`)
  const changes = page.locator('main dl')
  await expect(changes).toContainText('1 Maret 2024')
  await expect(changes).toContainText(/Tujuan 14: \D+laut/i)
  await expect(changes).toContainText('Sebelum: 1.250,5 menit')
  await expect(changes).toContainText('Antrean panjang di loket.')
})
