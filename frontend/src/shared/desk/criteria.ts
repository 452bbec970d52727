/** The five criteria of PermenPANRB 91/2021, as reviews score them. */
export const criteria = [
  'novelty',
  'effectiveness',
  'benefit',
  'transferability',
  'sustainability',
] as const
export type Criterion = (typeof criteria)[number]
