import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { launch } from 'chrome-launcher'
import lighthouse, { type Flags, type RunnerResult } from 'lighthouse'
import { chromium } from '../support/chromium.ts'
import { startServer } from '../support/server.ts'

// Lighthouse as a phone on a slow line, the median of three runs; below the limit, five times over, it fails.
const limit = 95
const runs = 3
// Other work on the machine can only make a page slower: one that falls short is measured again.
const rounds = 4
const attempts = 5
// Lighthouse makes a phone of this machine by slowing it down four times. A machine that is slow or busy itself is
// slowed down less, so that it is always the same phone: one with a quarter of the CPU index of a quiet desktop.
// https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md#cpu-throttling
const phoneIndex = 700
const slowdown = { most: 4, least: 1 }
let machineIndex = Infinity
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
type Category = (typeof categories)[number]

const reports = resolve(import.meta.dirname, '../../../target/lighthouse')

async function run(url: string): Promise<RunnerResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(url)
    } catch (error) {
      // On a busy machine the browser may miss one of Lighthouse's deadlines; the page is not at fault.
      console.log(`  ${url}: no result, attempt ${attempt}: ${String(error)}`)
      if (attempt === attempts) throw error
    }
  }
}

async function runOnce(url: string): Promise<RunnerResult> {
  // A new browser each time: nothing is in its cache.
  const chrome = await launch({
    chromePath: chromium.executablePath,
    chromeFlags: ['--headless=new', ...chromium.args],
  })
  try {
    const cpuSlowdownMultiplier = Math.max(
      slowdown.least,
      Math.min(slowdown.most, machineIndex / phoneIndex),
    )
    const flags: Flags = {
      port: chrome.port,
      throttling: { cpuSlowdownMultiplier },
      logLevel: 'error',
      output: 'html',
      onlyCategories: [...categories],
    }
    const result = await lighthouse(url, flags)
    if (!result) throw new Error(`Lighthouse has no result for ${url}`)
    const { runtimeError } = result.lhr
    if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`)
    machineIndex = result.lhr.environment.benchmarkIndex
    return result
  } finally {
    chrome.kill()
  }
}

const scoreOf = (result: RunnerResult, category: Category) =>
  Math.round((result.lhr.categories[category]?.score ?? 0) * 100)

/** The median of the runs for each category, of the best round. */
const scoresOf = (results: RunnerResult[]) =>
  categories.map((category) => median(results.map((result) => scoreOf(result, category))))

async function measure(url: string): Promise<RunnerResult[]> {
  let best: RunnerResult[] = []
  for (let round = 0; round < rounds; round++) {
    const results: RunnerResult[] = []
    for (let i = 0; i < runs; i++) results.push(await run(url))
    if (best.length === 0 || (scoresOf(results)[0] ?? 0) > (scoresOf(best)[0] ?? 0)) best = results
    if (scoresOf(results).every((score) => score >= limit)) return results
  }
  return best
}

const median = (numbers: number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

async function pages(url: string): Promise<[name: string, path: string][]> {
  const response = await fetch(`${url}/api/v1/innovations?limit=1&sort=title`)
  const list = (await response.json()) as { items: { slug: string }[] }
  return [
    ['home', '/'],
    ['catalogue', '/innovations'],
    ['innovation', `/innovations/${list.items[0]?.slug ?? ''}`],
  ]
}

const server = await startServer(['release', 'debug'])
let passed = 0
let failed = 0
try {
  mkdirSync(reports, { recursive: true })
  console.log(`Lighthouse, phone, median of ${runs}, at least ${limit}; ${server.binary}`)
  const row = (cells: (string | number)[]) =>
    cells.map((cell, i) => (i === 0 ? String(cell).padEnd(12) : String(cell).padStart(16))).join('')
  console.log(
    row(['page', ...categories, 'LCP s', 'TBT ms', 'CLS', 'KiB', 'CPU index', 'slowdown']),
  )
  for (const [name, path] of await pages(server.url)) {
    const results = await measure(server.url + path)
    const value = (audit: string) =>
      median(results.map((result) => result.lhr.audits[audit]?.numericValue ?? 0))
    const scores = scoresOf(results)
    console.log(
      row([
        name,
        ...scores.map((score) => (score < limit ? `${score} FAILED` : score)),
        (value('largest-contentful-paint') / 1000).toFixed(2),
        value('total-blocking-time').toFixed(0),
        value('cumulative-layout-shift').toFixed(3),
        (value('total-byte-weight') / 1024).toFixed(0),
        median(results.map(({ lhr }) => lhr.environment.benchmarkIndex)).toFixed(0),
        median(
          results.map(({ lhr }) => lhr.configSettings.throttling.cpuSlowdownMultiplier),
        ).toFixed(1),
      ]),
    )
    for (const score of scores) {
      if (score < limit) failed += 1
      else passed += 1
    }
    const worst = results.toSorted(
      (a, b) => scoreOf(a, 'performance') - scoreOf(b, 'performance'),
    )[0]
    if (worst) writeFileSync(join(reports, `${name}.html`), String(worst.report))
    for (const audit of faults(results)) console.log(`  ${audit}`)
  }
} finally {
  await server.stop()
}
console.log(`Reports of the slowest runs: target/lighthouse/`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

/** What cost points outside the speed. */
function faults(results: RunnerResult[]): string[] {
  const lost = results.flatMap(({ lhr }) =>
    categories
      .filter((category) => category !== 'performance')
      .flatMap((category) => lhr.categories[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${id}: ${lhr.audits[id]?.title ?? ''}`),
  )
  return [...new Set(lost)]
}
