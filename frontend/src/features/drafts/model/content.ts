import type { Innovation } from '@/api/types'

/** The Markdown fields of an innovation, by the names of the contract. */
export const texts = [
  'background',
  'objectives',
  'novelty',
  'effectiveness',
  'benefit',
  'transferability',
  'sustainability_plan',
  'challenges',
  'success_factors',
  'lessons_learned',
  'resources',
  'legal_basis',
] as const
export type TextName = (typeof texts)[number]

const plain = ['summary', 'acronym', 'unit_name', 'sector', 'category'] as const
export type PlainName = (typeof plain)[number]

const dates = ['initiated_on', 'implemented_on'] as const
export type DateName = (typeof dates)[number]

export interface IndicatorRow {
  name: string
  unit: string
  /** As typed: people write 3,4 and 1.250. */
  baseline: string
  current: string
  measured_on: string
}
export interface AwardRow {
  name: string
  year: string
}
export interface LinkRow {
  title: string
  url: string
}
export interface TeamRow {
  name: string
  role: string
  consent: boolean
}

/** What a person fills in. Everything is text, and nothing is null, as in the fields on the screen. */
export type Content = Record<'title' | 'hub_id' | PlainName | TextName | DateName, string> & {
  sdgs: number[]
  keywords: string[]
  indicators: IndicatorRow[]
  awards: AwardRow[]
  links: LinkRow[]
  team: TeamRow[]
}
export type Field = keyof Content

export const nullable = [...plain, ...texts, ...dates] as const

export function emptyContent(hubId = ''): Content {
  const blank = Object.fromEntries(nullable.map((name) => [name, ''])) as Record<
    (typeof nullable)[number],
    string
  >
  return {
    title: '',
    hub_id: hubId,
    ...blank,
    sdgs: [],
    keywords: [],
    indicators: [],
    awards: [],
    links: [],
    team: [],
  }
}

const numberText = (value: number | null | undefined) => String(value ?? '').replace('.', ',')

export function contentOf(innovation: Innovation): Content {
  const written = Object.fromEntries(
    nullable.map((name) => [name, innovation[name] ?? '']),
  ) as Record<(typeof nullable)[number], string>
  return {
    title: innovation.title,
    hub_id: innovation.hub_id,
    ...written,
    sdgs: innovation.sdgs,
    keywords: innovation.keywords,
    indicators: innovation.indicators.map((one) => ({
      name: one.name,
      unit: one.unit ?? '',
      baseline: numberText(one.baseline),
      current: numberText(one.current),
      measured_on: one.measured_on ?? '',
    })),
    awards: innovation.awards.map(({ name, year }) => ({ name, year: numberText(year) })),
    links: innovation.links.map(({ title, url }) => ({ title: title ?? '', url })),
    team: innovation.team.map(({ name, role, consent }) => ({ name, role: role ?? '', consent })),
  }
}
