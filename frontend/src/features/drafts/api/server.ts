import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import { unwrap } from '@/api/unwrap'
import type { Server } from '../model/server'

const by = (id: string) => ({ path: { id } })

/** What autosave asks of the API. */
export const server: Server = {
  create: (body, key) =>
    unwrap(
      api.POST('/api/v1/innovations', {
        params: { header: { 'Idempotency-Key': key } },
        body,
      }),
    ),
  save: (record, patch) =>
    unwrap(
      api.PATCH('/api/v1/innovations/{id}', {
        params: { ...by(record.id), header: ifMatch(record) },
        body: patch,
      }),
    ),
  read: (id) => unwrap(api.GET('/api/v1/innovations/{id}', { params: by(id), cache: 'no-store' })),
  async lastEditor(id) {
    const { items } = await unwrap(
      api.GET('/api/v1/innovations/{id}/revisions', {
        params: by(id),
      }),
    )
    return items[0]?.by?.name
  },
}

export const deleteDraft = (record: { id: string; version: number }) =>
  unwrap(
    api.DELETE('/api/v1/innovations/{id}', {
      params: { ...by(record.id), header: ifMatch(record) },
    }),
  )

const homeInstitution = (code: string) =>
  queryOptions({
    queryKey: ['institutions', 'one', code],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/institutions/{id}', { params: by(code), signal })),
  })

/** The hub that a person writes for. */
export const useHomeInstitution = (code: string | undefined) =>
  useQuery({ ...homeInstitution(code ?? ''), enabled: code !== undefined })

const allHubs = queryOptions({
  queryKey: ['hubs', 'names'],
  queryFn: ({ signal }) =>
    unwrap(api.GET('/api/v1/hubs', { params: { query: { limit: 100, sort: 'name' } }, signal })),
})

export const useAllHubs = (enabled: boolean) => useQuery({ ...allHubs, enabled })
