import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { User } from '@/api/types'
import { unwrap } from '@/api/unwrap'

const all = queryOptions({
  queryKey: ['hubs', 'for mous'],
  queryFn: ({ signal }) =>
    unwrap(
      api.GET('/api/v1/hubs', {
        params: {
          query: {
            limit: 100,
            sort: 'name',
            status: ['agreed', 'mou_signed', 'active', 'dormant'],
          },
        },
        signal,
      }),
    ),
})

const national = 'form_hub'

/** The hubs that this person may draft a MoU for: all, or that of the own institution. */
export function useHubsToDraftFor(user: User) {
  const { data } = useQuery(all)
  const everywhere = user.allowed_actions?.includes(national) ?? false
  return data?.items.filter(
    ({ institution_id }) => everywhere || institution_id === user.institution_id,
  )
}

/** What a MoU of this hub begins with. */
export function useTemplate() {
  const client = useQueryClient()
  return (id: string) =>
    client.query({
      queryKey: ['hubs', 'mou draft', id],
      queryFn: ({ signal }) =>
        unwrap(api.GET('/api/v1/hubs/{id}/mou-draft', { params: { path: { id } }, signal })),
    })
}
