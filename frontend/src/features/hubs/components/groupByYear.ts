import type { Hub } from '@/api/types'

export interface YearGroup {
  year: number | null
  hubs: Hub[]
}

/** The newest year first; hubs whose year nobody recorded come last. */
export function groupByYear(hubs: Hub[]): YearGroup[] {
  const groups = new Map<number | null, Hub[]>()
  for (const hub of hubs) {
    const year = hub.formed_year ?? null
    groups.set(year, [...(groups.get(year) ?? []), hub])
  }
  return [...groups]
    .map(([year, group]) => ({ year, hubs: group }))
    .sort((a, b) => (b.year ?? -1) - (a.year ?? -1))
}
