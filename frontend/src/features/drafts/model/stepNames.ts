/** The form follows the criteria of PermenPANRB 91/2021. */
export const steps = [
  'basics',
  'background',
  'novelty',
  'effectiveness',
  'benefit',
  'transferability',
  'sustainability',
  'evidence',
  'check',
] as const
export type Step = (typeof steps)[number]
