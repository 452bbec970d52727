import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { PostNew, PostPatch } from '@/api/types'
import { unwrap } from '@/api/unwrap'

/** What the editor asks of the server. */
export const server = {
  create: (body: PostNew, key: string) =>
    unwrap(api.POST('/api/v1/posts', { params: { header: { 'Idempotency-Key': key } }, body })),

  save: (post: { id: string; version: number }, patch: PostPatch) =>
    unwrap(
      api.PATCH('/api/v1/posts/{id}', {
        params: { path: { id: post.id }, header: ifMatch(post) },
        body: patch,
      }),
    ),

  read: (id: string) => unwrap(api.GET('/api/v1/posts/{id}', { params: { path: { id } } })),

  addImage: (id: string, file: File) =>
    unwrap(
      api.POST('/api/v1/posts/{id}/images', {
        params: { path: { id } },
        // The contract's type for bytes is a string; what is sent is the file as it is.
        body: file as unknown as string,
        bodySerializer: () => file,
        headers: { 'Content-Type': file.type },
      }),
    ),
}
