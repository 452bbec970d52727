import { length } from '@/shared/desk/length'
import { texts, type Content } from './content'
import { readNumber } from './number'

export const limits = {
  title: 200,
  acronym: 30,
  unit_name: 200,
  summary: 2000,
  text: 10_000,
  keyword: 50,
  indicatorName: 120,
  indicatorUnit: 30,
  indicators: 20,
  awards: 20,
  keywords: 20,
  links: 20,
  team: 30,
} as const
const shortestTitle = 5

/** What is wrong with one field, by JSON pointer as the server would say it. */
export interface Fault {
  pointer: string
  code:
    | 'required'
    | 'too_short'
    | 'too_long'
    | 'too_many'
    | 'not_a_number'
    | 'grouped_number'
    | 'not_an_address'
    | 'not_a_year'
    | 'before_start'
    | 'refused'
  limit?: number
  /** The server's own words, where it has any. */
  message?: string
}

const isAddress = (text: string) =>
  /^https?:\/\/\S+\.\S+$/i.test(text.trim()) && URL.canParse(text.trim())

/** All that can be said before asking the server. A draft may be unfinished, so nothing is missing. */
export function check(content: Content): Fault[] {
  return [...basics(content), ...longTexts(content), ...dates(content), ...rows(content)]
}

const tooLong = (pointer: string, text: string, limit: number): Fault[] =>
  length(text) > limit ? [{ pointer, code: 'too_long', limit }] : []

const tooMany = (pointer: string, list: unknown[], limit: number): Fault[] =>
  list.length > limit ? [{ pointer, code: 'too_many', limit }] : []

function basics({ title, hub_id, acronym, unit_name, summary }: Content): Fault[] {
  const short = length(title.trim()) < shortestTitle
  return [
    ...(short ? [{ pointer: '/title', code: 'too_short', limit: shortestTitle } as const] : []),
    ...tooLong('/title', title.trim(), limits.title),
    ...(hub_id === '' ? [{ pointer: '/hub_id', code: 'required' } as const] : []),
    ...tooLong('/acronym', acronym, limits.acronym),
    ...tooLong('/unit_name', unit_name, limits.unit_name),
    ...tooLong('/summary', summary, limits.summary),
  ]
}

const longTexts = (content: Content) =>
  texts.flatMap((name) => tooLong(`/${name}`, content[name], limits.text))

const dates = ({ initiated_on: from, implemented_on: to }: Content): Fault[] =>
  from && to && to < from ? [{ pointer: '/implemented_on', code: 'before_start' }] : []

const required = (pointer: string, text: string): Fault[] =>
  text.trim() === '' ? [{ pointer, code: 'required' }] : []

function numeric(pointer: string, text: string): Fault[] {
  const { fault } = readNumber(text)
  return fault ? [{ pointer, code: fault }] : []
}

function year(pointer: string, text: string): Fault[] {
  if (text.trim() === '') return [{ pointer, code: 'required' }]
  return /^(19|20)\d\d$/.test(text.trim()) ? [] : [{ pointer, code: 'not_a_year' }]
}

/** A row that something was written in has to make sense. */
function each<Row extends object>(
  list: Row[],
  name: string,
  inspect: (row: Row, at: string) => Fault[],
): Fault[] {
  const written = (row: Row) =>
    Object.values(row).some((value) => typeof value === 'string' && value.trim() !== '')
  return list.flatMap((row, index) => (written(row) ? inspect(row, `/${name}/${index}`) : []))
}

const rows = (content: Content): Fault[] => [
  ...each(content.indicators, 'indicators', (row, at) => [
    ...required(`${at}/name`, row.name),
    ...tooLong(`${at}/name`, row.name, limits.indicatorName),
    ...tooLong(`${at}/unit`, row.unit, limits.indicatorUnit),
    ...numeric(`${at}/baseline`, row.baseline),
    ...numeric(`${at}/current`, row.current),
  ]),
  ...each(content.awards, 'awards', (row, at) => [
    ...required(`${at}/name`, row.name),
    ...year(`${at}/year`, row.year),
  ]),
  ...each(content.links, 'links', (row, at) =>
    row.url.trim() === ''
      ? required(`${at}/url`, row.url)
      : isAddress(row.url)
        ? []
        : [{ pointer: `${at}/url`, code: 'not_an_address' }],
  ),
  ...each(content.team, 'team', (row, at) => required(`${at}/name`, row.name)),
  ...content.keywords.flatMap((word) => tooLong('/keywords', word, limits.keyword)).slice(0, 1),
  ...tooMany('/keywords', content.keywords, limits.keywords),
  ...tooMany('/indicators', content.indicators, limits.indicators),
  ...tooMany('/awards', content.awards, limits.awards),
  ...tooMany('/links', content.links, limits.links),
  ...tooMany('/team', content.team, limits.team),
]

/** The field that a pointer leads into: `/indicators/0/name` -> `indicators`. */
export const fieldOf = (pointer: string) => pointer.split('/')[1] ?? ''
