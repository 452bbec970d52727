import { innovator, newTitle, Person } from '../support/records.ts'
import { expect, open, quiet, signIn, test, type Locator, type Page } from '../support/test.ts'

const field = (page: Page) => page.getByRole('textbox', { name: 'Latar belakang', exact: true })
const previewButton = (page: Page) =>
  page.getByRole('button', { name: /^Pratinjau ?: Latar belakang$/ })
const preview = (page: Page) => page.locator('[id$="background-preview"]')

async function draft(page: Page, background: string) {
  const author = await Person.signIn(page.request, innovator)
  const { slug } = await author.draft(newTitle('Papan Tanya Desa'), { background })
  await signIn(page, innovator, `/innovations/${slug}/edit?step=background`)
  return slug
}

test('a preview shows Markdown as readers will see it', async ({ page, context }) => {
  const text = [
    'Antrean **panjang** dan ~~mahal~~, lihat [survei](https://example.go.id/survei).',
    '',
    '1. Datang',
    '2. Menunggu',
    '',
    '| Loket | Menit | Yang dikeluhkan pemohon |',
    '| --- | ---: | --- |',
    '| A | 120 | Nomor antrean habis sebelum siang |',
    '',
    '> Kami pulang dengan tangan kosong.',
  ].join('\n')
  await draft(page, text)
  await expect(field(page)).toHaveValue(text)
  await page.setViewportSize({ width: 360, height: 740 })
  await quiet(page)
  // What renders it has come along with the form.
  await context.setOffline(true)
  await previewButton(page).click()
  const shown = preview(page)
  await expect(shown.locator('strong')).toHaveText('panjang')
  await expect(shown.locator('del')).toHaveText('mahal')
  await expect(shown.getByRole('listitem')).toHaveText(['Datang', 'Menunggu'])
  await expect(shown.locator('blockquote')).toContainText('tangan kosong')
  await expect(shown.getByRole('link', { name: 'survei' })).toHaveAttribute('target', '_blank')

  // The wide table scrolls in a frame of its own, by keyboard too, and its edge shows it.
  const frame = shown.getByRole('group', { name: 'Tabel' })
  await expect(frame.getByRole('table')).toBeVisible()
  await page.setViewportSize({ width: 320, height: 740 })
  await expect(frame).toHaveAttribute('tabindex', '0')
  await expect(frame).toHaveAttribute('data-after', '')
  await frame.focus()
  await expect(async () => {
    await page.keyboard.press('ArrowRight')
    await expect(frame).not.toHaveAttribute('data-after', '', { timeout: 100 })
  }).toPass()
  await expect(frame).toHaveAttribute('data-before', '')

  await field(page).fill('')
  await expect(shown).toHaveText('Belum ada yang ditulis.')
})

// Each would set `attacked` if it were run.
const attacks = [
  '<script>window.attacked = 1</script>',
  '<img src="x" onerror="window.attacked = 1">',
  '<svg onload="window.attacked = 1"><g/></svg>',
  '<iframe srcdoc="<script>parent.attacked = 1</script>"></iframe>',
  '<details open ontoggle="window.attacked = 1">x</details>',
  '<math><mtext><table><mglyph><style><img src=x onerror="window.attacked = 1">',
  '<form action="javascript:window.attacked = 1"><button>kirim</button></form>',
  '<a href="javascript:window.attacked = 1">html</a>',
  '[a](javascript:window.attacked=1)',
  '[b](JaVaScRiPt&colon;window.attacked=1)',
  '[c](data:text/html,<script>opener.attacked=1</script>)',
  '[d](vbscript:window.attacked=1)',
  '[e](<java\tscript:window.attacked=1>)',
  '![f](x" onerror="window.attacked=1)',
  '[g](https://example.go.id "\\" onmouseover=\\"window.attacked=1")',
  '`</code><img src=x onerror="window.attacked=1">`',
  '<https://example.go.id/"onmouseover="window.attacked=1">',
]

test('HTML and strange links in Markdown come to nothing', async ({ page }) => {
  const dialogs: string[] = []
  const blocked: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) blocked.push(message.text())
  })
  const slug = await draft(page, attacks.join('\n\n'))
  await previewButton(page).click()
  await expect(preview(page).locator('code')).toContainText('</code><img')
  await expectHarmless(page, preview(page))
  await open(page, `/innovations/${slug}`)
  await expectHarmless(page, page.locator('#background'))
  expect(dialogs).toEqual([])
  // Nothing was left for the policy to stop.
  expect(blocked).toEqual([])
})

async function expectHarmless(page: Page, shown: Locator) {
  const found = await shown.evaluate((root) =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(/^(script|img|svg|math|iframe|style|form|button|details|object)$/i.test(element.tagName)
        ? [element.outerHTML]
        : []),
      ...[...element.attributes]
        .filter(({ name }) => /^(on.*|style|src.*|action|formaction)$/i.test(name))
        .map(({ name, value }) => `${name}=${value}`),
      ...(element instanceof HTMLAnchorElement && !/^https?:$/.test(element.protocol)
        ? [element.href]
        : []),
    ]),
  )
  expect(found.filter((href) => href !== '')).toEqual([])
  for (const link of await shown.getByRole('link').all()) await link.hover()
  expect(await page.evaluate(() => 'attacked' in window)).toBe(false)
}
