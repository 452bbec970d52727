import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from './browser.fake'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const path = '/api/v1/innovations'

describe('start', () => {
  it('asks for nothing on a first visit', async () => {
    const browser = fakeBrowser({ signedIn: false })
    const tab = browser.openTab()
    await tab.restore()
    expect(tab.get().status).toBe('anonymous')
    expect(browser.requests).toEqual([])
  })

  it('picks the session up and lets requests wait for it', async () => {
    const browser = fakeBrowser()
    const tab = browser.openTab()
    void tab.restore()
    const response = tab.fetch(browser.get(path))
    await browser.settle()
    expect(await (await response).text()).toBe('token-1')
    expect(browser.requests).toEqual(['/api/v1/auth/refresh', path])
  })

  it('forgets a session that the server has ended', async () => {
    const browser = fakeBrowser()
    browser.signOutOnServer()
    const tab = browser.openTab()
    void tab.restore()
    await browser.settle()
    expect(tab.get().status).toBe('anonymous')
    expect(browser.hint.read()).toBeNull()
  })

  it('keeps the hint when the server cannot be reached', async () => {
    const browser = fakeBrowser()
    browser.server.down = true
    const tab = browser.openTab()
    void tab.restore()
    await browser.settle()
    expect(tab.get().status).toBe('anonymous')
    expect(browser.hint.read()).not.toBeNull()
  })
})

async function twoTabs() {
  const browser = fakeBrowser()
  const one = browser.openTab()
  void one.restore()
  await browser.settle()
  const two = browser.openTab()
  void two.restore()
  await browser.settle()
  return { browser, one, two, before: browser.refreshes() }
}

describe('renewal', () => {
  it('renews once for many refused requests in one tab', async () => {
    const { browser, one, before } = await twoTabs()
    browser.server.revoke()
    const responses = Promise.all([1, 2, 3].map(() => one.fetch(browser.get(path))))
    await browser.settle()
    expect((await responses).map((response) => response.status)).toEqual([200, 200, 200])
    expect(browser.refreshes()).toBe(before + 1)
  })

  it('renews once for all tabs and shares the fresh token', async () => {
    const { browser, one, two, before } = await twoTabs()
    browser.server.revoke()
    const responses = Promise.all([one, two, one, two].map((tab) => tab.fetch(browser.get(path))))
    await browser.settle()
    expect((await responses).map((response) => response.status)).toEqual([200, 200, 200, 200])
    expect(browser.refreshes()).toBe(before + 1)
    expect(browser.server.mostAtOnce).toBe(1)
    expect(one.get()).toEqual(two.get())
  })

  it('renews silently before the token expires, in one tab only', async () => {
    const { browser, one, before } = await twoTabs()
    await vi.advanceTimersByTimeAsync(545_000)
    expect(browser.refreshes()).toBe(before + 1)
    expect(one.get()).toMatchObject({ status: 'signed-in' })
  })

  it('does not send a token that has expired while the device slept', async () => {
    const { browser, one } = await twoTabs()
    browser.server.down = true
    await vi.advanceTimersByTimeAsync(700_000)
    browser.server.down = false
    const at = browser.requests.length
    const response = one.fetch(browser.get(path))
    await browser.settle()
    expect((await response).status).toBe(200)
    expect(browser.requests.slice(at)).toEqual(['/api/v1/auth/refresh', path])
  })

  it('hands the refusal on when the session has ended', async () => {
    const { browser, one, two } = await twoTabs()
    browser.signOutOnServer()
    const response = one.fetch(browser.get(path))
    await browser.settle()
    expect((await response).status).toBe(401)
    expect(one.get().status).toBe('anonymous')
    expect(two.get().status).toBe('anonymous')
  })

  it('never renews for a wrong password', async () => {
    const { browser, one, before } = await twoTabs()
    browser.server.revoke()
    const response = one.fetch(browser.get('/api/v1/auth/login'))
    await browser.settle()
    expect((await response).status).toBe(401)
    expect(browser.refreshes()).toBe(before)
  })
})

describe('tabs', () => {
  it('sign out together', async () => {
    const { browser, one, two } = await twoTabs()
    one.forget()
    await browser.settle()
    expect(two.get().status).toBe('anonymous')
    expect(browser.hint.read()).toBeNull()
  })

  it('sign in together', async () => {
    const browser = fakeBrowser({ signedIn: false })
    const one = browser.openTab()
    const two = browser.openTab()
    one.signIn(browser.answer() as Parameters<typeof one.signIn>[0])
    await browser.settle()
    expect(two.get()).toEqual(one.get())
    expect(two.get().status).toBe('signed-in')
  })
})
