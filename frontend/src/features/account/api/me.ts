import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { session } from '@/api/session'
import type { User } from '@/api/types'
import { unwrap, unwrapWithResponse } from '@/api/unwrap'

const etagOf = (response: Response) => response.headers.get('ETag') ?? '*'

export const meOptions = queryOptions({
  queryKey: ['me', 'profile'],
  queryFn: async ({ signal }) => {
    const { data, response } = await unwrapWithResponse(api.GET('/api/v1/me', { signal }))
    return { user: data, etag: etagOf(response) }
  },
})

export const useMe = () => useQuery(meOptions)

interface ProfileChange {
  etag: string
  change: Partial<Pick<User, 'name' | 'locale'>> & { digest?: 'off' | 'daily' | 'weekly' }
}

export function useSaveProfile() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ etag, change }: ProfileChange) =>
      unwrapWithResponse(
        api.PATCH('/api/v1/me', { params: { header: { 'If-Match': etag } }, body: change }),
      ),
    onSuccess: ({ data, response }) => {
      client.setQueryData(meOptions.queryKey, { user: data, etag: etagOf(response) })
      session.setUser(data)
    },
    // Someone changed it in between: show what it is now.
    onError: () => client.invalidateQueries({ queryKey: meOptions.queryKey }),
  })
}

export const useChangePassword = () =>
  useMutation({
    mutationFn: (body: { current_password: string; new_password: string }) =>
      unwrap(api.POST('/api/v1/me/password', { body })),
  })
