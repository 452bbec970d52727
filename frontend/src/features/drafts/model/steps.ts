import type { Field } from './content'
import { fieldOf } from './check'
import { steps, type Step } from './stepNames'

const fields: Record<Step, readonly Field[]> = {
  basics: ['title', 'hub_id', 'acronym', 'unit_name', 'sector', 'category', 'summary'],
  background: ['background', 'objectives'],
  novelty: ['novelty'],
  effectiveness: ['effectiveness'],
  benefit: ['benefit'],
  transferability: ['transferability'],
  sustainability: ['sustainability_plan'],
  evidence: [
    'indicators',
    'initiated_on',
    'implemented_on',
    'sdgs',
    'keywords',
    'awards',
    'links',
    'team',
    'challenges',
    'success_factors',
    'lessons_learned',
    'resources',
    'legal_basis',
  ],
  check: [],
}

export const stepOf = (pointer: string): Step =>
  steps.find((step) => fields[step].some((field) => field === fieldOf(pointer))) ?? 'check'

export const neighbours = (step: Step) => {
  const at = steps.indexOf(step)
  return { number: at + 1, previous: steps[at - 1], next: steps[at + 1] }
}

/** The element that a pointer speaks of, for links and for the focus. */
export const idOf = (pointer: string) => `field${pointer.replaceAll('/', '-')}`
