import type { Innovation } from '@/api/types'

type Award = Innovation['awards'][number]

/** An award with its year, said once: many are named with it ("Top 45 2021"). */
export function awardName({ name, year }: Award) {
  if (new RegExp(`\\b${year}\\)?$`).test(name.trim())) return name
  return `${name} (${year})`
}
