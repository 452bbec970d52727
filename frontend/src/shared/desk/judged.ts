import type { Innovation, Review } from '@/api/types'

interface Judged {
  current: Review[]
  older: Review[]
}

const waiting: readonly Innovation['status'][] = ['submitted', 'in_review']

/**
 * A review is of one version: the one that waits for a decision, or else the last that had one.
 * Those of the versions before are history.
 */
export function judged(record: Pick<Innovation, 'status' | 'version'>, reviews: Review[]): Judged {
  const versions = reviews.map((one) => one.innovation_version)
  const version = waiting.includes(record.status) ? record.version : Math.max(...versions)
  return {
    current: reviews.filter((one) => one.innovation_version === version),
    older: reviews.filter((one) => one.innovation_version !== version),
  }
}
