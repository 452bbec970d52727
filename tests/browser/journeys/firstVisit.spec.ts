import { pathOf, publicPageNames } from '../support/pages.ts'
import { expect, open, quiet, settled, signIn, test, type Page } from '../support/test.ts'

/** Everything that a visitor with open developer tools would see in red. */
async function watch(page: Page) {
  const faults: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      faults.push(`${message.type()}: ${message.text()} ${message.location().url}`)
    }
  })
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`))
  page.on('requestfailed', (request) => {
    // Leaving a page ends its stream of notifications, which has no end of its own.
    if (request.url().endsWith('/notifications/stream')) return
    faults.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ''}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`)
  })
  await page.exposeFunction('reportViolation', (words: string) => faults.push(`CSP: ${words}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (window as unknown as { reportViolation: (words: string) => void })
        .reportViolation
      report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`)
    })
  })
  return faults
}

for (const name of publicPageNames) {
  test(`the first visit to ${name} leaves nothing in the console`, async ({
    page,
    api,
    baseURL,
  }) => {
    const faults = await watch(page)
    const path = await pathOf(name, api)
    const response = await open(page, path)
    await page.waitForLoadState('networkidle')
    expect(response?.headers()['content-security-policy']).toContain("default-src 'self'")
    // That what does not exist answers 404 is right: a page, or a code.
    const missing: Partial<Record<typeof name, string>> = {
      'not found': path,
      'verification, unknown': '/api/v1/mou-verifications/AAAA-BBBB-CCCC',
      'an invitation that is no good': '/api/v1/invitations/lookup',
    }
    const own = missing[name] && `${baseURL ?? ''}${missing[name]}`
    expect(
      faults.filter(
        (fault) => !own || (!fault.endsWith(own) && !fault.includes(`404 (Not Found) ${own}`)),
      ),
    ).toEqual([])
  })
}

test('/me without an account leads to the sign-in page without a refused request', async ({
  page,
}) => {
  const faults = await watch(page)
  await page.goto('/me')
  await expect(page).toHaveURL('/login?next=%2Fme')
  await page.waitForLoadState('networkidle')
  expect(faults).toEqual([])
})

test('a walk through the whole site and an account leaves nothing in the console', async ({
  page,
}) => {
  const faults = await watch(page)
  await open(page, '/')
  const navigation = page.getByRole('navigation', { name: 'Navigasi utama' })
  for (const [link, heading] of [
    ['Inovasi', 'Katalog inovasi'],
    ['Hub', 'Direktori hub'],
    ['Instansi', 'Instansi'],
    ['API', 'API terbuka'],
  ] as const) {
    await navigation.getByRole('link', { name: link, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await settled(page)
  }
  await page.getByRole('button', { name: 'EN: English' }).click()
  await page.getByRole('button', { name: 'ID: Bahasa Indonesia' }).click()
  await page.getByLabel('Tema tampilan').selectOption('dark')
  await signIn(page, 'innovator.kkp@jipp.example', '/me')
  await page.reload()
  await settled(page)
  await quiet(page)
  expect(faults).toEqual([])
})

test('everything comes from the site itself', async ({ page, baseURL }) => {
  const foreign: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL ?? '') && !request.url().startsWith('data:')) {
      foreign.push(request.url())
    }
  })
  for (const path of ['/', '/innovations', '/api', '/login', '/docs']) {
    await page.goto(path)
    await page.waitForLoadState('networkidle')
  }
  expect(foreign).toEqual([])
})
