import { expect, it } from 'vitest'
import type { Verification } from '@/api/types'
import { judge } from './judge'

const copy = { institution_id: 'a', method: 'wet_ink', signed_on: '2026-11-01', sha256: 'b' }
const mou = { document_sha256: 'a', artefacts: [copy] } as Verification

it('knows the document and its signed copies from everything else', () => {
  expect(judge(mou, 'a')).toEqual({ kind: 'document' })
  expect(judge(mou, 'b')).toEqual({ kind: 'copy', copy })
  expect(judge(mou, 'c')).toEqual({ kind: 'neither' })
})
