import type { Indicator } from '@/api/types'

export interface Comparison {
  /** Lengths of the two bars, 0-100; null where there is no number. */
  before: number | null
  after: number | null
  /** `ratio` -0.4 is 40% less; percentages differ by points. Null where it cannot be said. */
  change: { ratio: number } | { points: number } | null
}

const percentage = /^(persen|percent|%)$/i

export function compare({ baseline, current, unit }: Indicator): Comparison {
  const before = baseline ?? null
  const after = current ?? null
  const largest = Math.max(Math.abs(before ?? 0), Math.abs(after ?? 0))
  const share = (value: number | null) =>
    value === null ? null : largest === 0 ? 0 : (Math.abs(value) / largest) * 100
  return {
    before: share(before),
    after: share(after),
    change: changeOf(before, after, percentage.test(unit ?? '')),
  }
}

function changeOf(before: number | null, after: number | null, inPercent: boolean) {
  if (before === null || after === null || before === after) return null
  if (inPercent) return { points: after - before }
  return before > 0 ? { ratio: (after - before) / before } : null
}
