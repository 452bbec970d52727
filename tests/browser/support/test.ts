import { test as base, expect, type APIRequestContext, type Page } from '@playwright/test'

export { expect }
export type { Locator, Page } from '@playwright/test'

interface Listed {
  slug: string
  title: string
  stale: boolean
  awards: unknown[]
}

interface List<T> {
  items: T[]
  total?: number
}

/** Asks the same server what the site should show. */
export class Api {
  constructor(readonly request: APIRequestContext) {}

  async innovations(query: string): Promise<List<Listed>> {
    const response = await this.request.get(`/api/v1/innovations?count=true&${query}`)
    expect(response.status(), query).toBe(200)
    return (await response.json()) as List<Listed>
  }

  async events(query: string): Promise<{ id: string; title: string }[]> {
    const response = await this.request.get(`/api/v1/events?${query}`)
    expect(response.status(), query).toBe(200)
    return ((await response.json()) as List<{ id: string; title: string }>).items
  }

  async mous(query: string): Promise<{ id: string; verification_code: string }[]> {
    const response = await this.request.get(`/api/v1/mous?${query}`)
    expect(response.status(), query).toBe(200)
    return ((await response.json()) as List<{ id: string; verification_code: string }>).items
  }

  async posts(query: string): Promise<{ id: string; slug: string; title: string }[]> {
    const response = await this.request.get(`/api/v1/posts?${query}`)
    expect(response.status(), query).toBe(200)
    return ((await response.json()) as List<{ id: string; slug: string; title: string }>).items
  }

  async titles(query: string): Promise<string[]> {
    return (await this.innovations(query)).items.map((innovation) => innovation.title)
  }
}

export const test = base.extend<{ api: Api }>({
  // Global setup wrote it after the configuration was read.
  baseURL: async ({}, use) => use(process.env.TESTED_SITE),
  api: async ({ request }, use) => use(new Api(request)),
})

/** Nothing is on its way any more: no request, no placeholder, the heading stands. */
export async function settled(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await expect(page.locator('main').getByText(/^(Memuat|Loading)$/)).toHaveCount(0)
}

/** Nothing has come for half a second; the stream of notifications, which never ends, is not waited for. */
export async function quiet(page: Page) {
  const come = () => page.evaluate(() => performance.getEntriesByType('resource').length)
  await expect(async () => {
    const before = await come()
    await page.waitForTimeout(500)
    expect(await come()).toBe(before)
  }).toPass()
}

export async function open(page: Page, path: string) {
  const response = await page.goto(path)
  await settled(page)
  return response
}

export const password = 'jipp-demo-2026'

/** Fills in the form of the page that is open. */
export async function fillLogin(page: Page, email: string, secret = password) {
  await page.getByLabel('Alamat surel').fill(email)
  await page.getByLabel('Kata sandi', { exact: true }).fill(secret)
  await page.locator('main').getByRole('button', { name: 'Masuk', exact: true }).click()
}

/** Signs in and stands on the page of `next`. */
export async function signIn(page: Page, email: string, next = '/') {
  await open(page, `/login?next=${encodeURIComponent(next)}`)
  await fillLogin(page, email)
  await expect(accountMenu(page)).toBeVisible()
  await expect(page).toHaveURL(next)
  await settled(page)
}

export const accountMenu = (page: Page) => page.getByRole('button', { name: /^Menu akun / })

/** No account in the header; there is the way to sign in, unless this is that page. */
export async function expectSignedOut(page: Page) {
  await expect(accountMenu(page)).toHaveCount(0)
  const link = page.getByRole('banner').getByRole('link', { name: 'Masuk', exact: true })
  const heading = page.getByRole('heading', { level: 1, name: 'Masuk', exact: true })
  await expect(link.or(heading).first()).toBeVisible()
}

export async function signOut(page: Page) {
  await accountMenu(page).click()
  await page.getByRole('button', { name: 'Keluar', exact: true }).click()
}

/** The titles in the result list of the catalogue, as cards or as a table. */
export const resultTitles = (page: Page) =>
  page
    .getByRole('article')
    .getByRole('heading')
    .or(page.locator('main tbody').getByRole('rowheader').getByRole('link'))

export const pageTop = (page: Page) => page.evaluate(() => Math.round(window.scrollY))
