import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Attachment, Event } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import { saveFile } from '@/shared/files/saveFile'
import { sendAgain } from '../model/sendAgain'
import { eventOptions } from './event'

const listKey = (id: string) => ['events', 'attachments', id]

export const useAttachments = (id: string) =>
  useQuery({
    queryKey: listKey(id),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/events/{id}/attachments', { params: { path: { id } }, signal })),
    staleTime: 0,
  })

function useRefresh(id: string) {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [listKey(id), eventOptions(id).queryKey].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
}

/** One after the other: what was stored before one is refused stays. */
export function useAttach(id: string) {
  const refresh = useRefresh(id)
  return useMutation({
    mutationFn: async (files: File[]) => {
      for (const file of files) {
        await unwrap(
          api.POST('/api/v1/events/{id}/attachments', {
            params: { path: { id }, query: { name: file.name } },
            // The contract's type for bytes is a string; what is sent is the file as it is.
            body: file as unknown as string,
            bodySerializer: () => file,
            headers: { 'Content-Type': file.type || 'application/octet-stream' },
          }),
        )
      }
      return files.length
    },
    onSettled: refresh,
  })
}

const pathOf = (id: string, attachment: Attachment) => ({ id, attachment_id: attachment.id })

export function useDownload(id: string, attachment: Attachment) {
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.GET('/api/v1/events/{id}/attachments/{attachment_id}', {
          params: { path: pathOf(id, attachment) },
          parseAs: 'blob',
        }),
      ),
    onSuccess: (blob) => saveFile(blob, attachment.name),
  })
}

export function useDetach(event: Event) {
  const client = useQueryClient()
  const refresh = useRefresh(event.id)
  return useMutation({
    mutationFn: (attachment: Attachment) =>
      sendAgain({
        event,
        read: () => client.query({ ...eventOptions(event.id), staleTime: 0 }),
        // It never changes: what was to be removed still is.
        unchanged: () => true,
        send: (seen) =>
          unwrap(
            api.DELETE('/api/v1/events/{id}/attachments/{attachment_id}', {
              params: { path: pathOf(event.id, attachment), header: ifMatch(seen) },
            }),
          ),
      }),
    onSettled: refresh,
  })
}
