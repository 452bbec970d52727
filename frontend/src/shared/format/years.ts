import { byKey } from './count'

export interface YearBar {
  year: string
  value: number
  /** Whether it stands for the earlier years too. */
  andEarlier: boolean
}

/** A bar a year, the earliest ones in one bar when there are more than fit; together with `undated` they are all. */
export function yearBars(byYear: Record<string, number>, total: number, most: number) {
  const years = byKey(byYear)
  const dated = years.reduce((sum, [, value]) => sum + value, 0)
  const cut = years.length > most ? years.length - most + 1 : 0
  const earlier = years.slice(0, cut)
  const bars: YearBar[] = years
    .slice(cut)
    .map(([year, value]) => ({ year, value, andEarlier: false }))
  const last = earlier.at(-1)
  if (last) {
    const value = earlier.reduce((sum, [, count]) => sum + count, 0)
    bars.unshift({ year: last[0], value, andEarlier: true })
  }
  return { bars, undated: Math.max(0, total - dated) }
}
