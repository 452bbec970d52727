import type { Innovation } from '@/api/types'

export const opening = ['background', 'objectives'] as const

export const closing = [
  'challenges',
  'success_factors',
  'lessons_learned',
  'resources',
  'legal_basis',
] as const

/** The five criteria, each with the field that tells about it. */
export const criteria = [
  ['novelty', 'novelty_html'],
  ['effectiveness', 'effectiveness_html'],
  ['benefit', 'benefit_html'],
  ['transferability', 'transferability_html'],
  ['sustainability', 'sustainability_plan_html'],
] as const

type SectionName = (typeof opening)[number] | (typeof closing)[number]

export const htmlOf = (innovation: Innovation, section: SectionName) =>
  innovation[`${section}_html`] ?? ''

const hasCriteria = (innovation: Innovation) => criteria.some(([, field]) => innovation[field])

/** What the page holds, in its order: the table of contents and the sections agree by it. */
export function contentsOf(innovation: Innovation) {
  const written = (name: SectionName) => htmlOf(innovation, name) !== ''
  return [
    ...opening.filter(written),
    ...(innovation.indicators.length > 0 ? (['results'] as const) : []),
    ...(hasCriteria(innovation) ? (['criteria'] as const) : []),
    ...closing.filter(written),
  ]
}
