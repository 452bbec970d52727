import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Mou, Signature } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import { saveFile } from '@/shared/files/saveFile'

type Seen = Pick<Mou, 'id' | 'version'>

/** The contract's type for bytes is a string; what is sent is the file as it is. */
const bytes = (file: File) => ({
  body: file as unknown as string,
  bodySerializer: () => file,
  headers: { 'Content-Type': 'application/pdf' },
})

function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['mous'] })
}

export function useDocument(id: string) {
  return useMutation({
    mutationFn: () =>
      unwrap(api.GET('/api/v1/mous/{id}/document', { params: { path: { id } }, parseAs: 'blob' })),
    onSuccess: (blob) => saveFile(blob, 'nota-kesepahaman.pdf'),
  })
}

export function usePutDocument({ id, version }: Seen) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (file: File) =>
      unwrap(
        api.PUT('/api/v1/mous/{id}/document', {
          params: { path: { id }, header: ifMatch({ version }) },
          ...bytes(file),
        }),
      ),
    onSettled: refresh,
  })
}

/** Takes an uploaded document back: the system's own is in its place again. */
export function useMakeDocument({ id, version }: Seen) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/mous/{id}/document', {
          params: { path: { id }, header: ifMatch({ version }) },
        }),
      ),
    onSettled: refresh,
  })
}

const ends: Partial<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png' }
const of = (mou: Seen, signature: Signature) => ({ id: mou.id, signature_id: signature.id })

export function useArtefact(mou: Seen, signature: Signature) {
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.GET('/api/v1/mous/{id}/signatures/{signature_id}/artefact', {
          params: { path: of(mou, signature) },
          parseAs: 'blob',
        }),
      ),
    onSuccess: (blob) => saveFile(blob, `tanda-tangan.${ends[blob.type] ?? 'pdf'}`),
  })
}

export function usePutArtefact(mou: Seen, signature: Signature) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (file: File) =>
      unwrap(
        api.PUT('/api/v1/mous/{id}/signatures/{signature_id}/artefact', {
          params: { path: of(mou, signature), header: ifMatch(mou) },
          ...bytes(file),
        }),
      ),
    onSettled: refresh,
  })
}
