import type { Verification } from '@/api/types'

export type Judgement =
  | { kind: 'document' }
  | { kind: 'copy'; copy: Verification['artefacts'][number] }
  | { kind: 'neither' }

/** What a file with this fingerprint is to a MoU. */
export function judge(mou: Verification, digest: string): Judgement {
  if (mou.document_sha256 === digest) return { kind: 'document' }
  const copy = mou.artefacts.find(({ sha256 }) => sha256 === digest)
  return copy ? { kind: 'copy', copy } : { kind: 'neither' }
}
