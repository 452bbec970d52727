import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Account, AccountPatch, Invitation, InvitationNew, Role } from '@/api/types'
import { unwrap } from '@/api/unwrap'

const by = (id: string) => ({ path: { id } })

const hubOptions = (slug: string) =>
  queryOptions({
    queryKey: ['hubs', 'one', slug],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/hubs/{id}', { params: by(slug), signal })),
    staleTime: 0,
  })
export const useHub = (slug: string) => useQuery(hubOptions(slug))

export const useMembers = (hubId: string) =>
  useQuery({
    queryKey: ['hubs', 'members', hubId],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/hubs/{id}/members', {
          params: { ...by(hubId), query: { limit: 100 } },
          signal,
        }),
      ),
    staleTime: 0,
  })

/** Members change under the entity tag of their hub. */
interface InHub {
  hub: { id: string; version: number }
  userId: string
}

const memberPath = ({ hub, userId }: InHub) => ({
  path: { id: hub.id, user_id: userId },
  header: ifMatch(hub),
})

function useAfterwards(...keys: string[]) {
  const client = useQueryClient()
  return () => Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })))
}

export function useSetRoles() {
  const after = useAfterwards('hubs', 'users')
  return useMutation({
    mutationFn: ({ roles, ...member }: InHub & { roles: Role[] }) =>
      unwrap(
        api.PUT('/api/v1/hubs/{id}/members/{user_id}', {
          params: memberPath(member),
          body: { roles },
        }),
      ),
    onSettled: after,
  })
}

export function useRemoveMember() {
  const after = useAfterwards('hubs', 'users')
  return useMutation({
    mutationFn: (member: InHub) =>
      unwrap(api.DELETE('/api/v1/hubs/{id}/members/{user_id}', { params: memberPath(member) })),
    onSettled: after,
  })
}

export function useInvite() {
  const after = useAfterwards('invitations')
  return useMutation({
    mutationFn: (body: InvitationNew) => unwrap(api.POST('/api/v1/invitations', { body })),
    onSuccess: after,
  })
}

const invitationsOptions = (status: Invitation['status'] | undefined) =>
  infiniteQueryOptions({
    queryKey: ['invitations', 'list', status],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/invitations', {
          params: {
            query: {
              limit: 50,
              ...(status ? { status: [status] } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  })
export const useInvitations = (status: Invitation['status'] | undefined) =>
  useInfiniteQuery(invitationsOptions(status))

export function useRevoke() {
  const after = useAfterwards('invitations')
  return useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE('/api/v1/invitations/{id}', { params: by(id) })),
    onSettled: after,
  })
}

export const useResetLink = () =>
  useMutation({
    mutationFn: (userId: string) =>
      unwrap(api.POST('/api/v1/auth/password-reset', { body: { user_id: userId } })),
  })

export interface UserFilter {
  q?: string
  role?: Role
  active?: 'true' | 'false'
}

const usersOptions = ({ q, role, active }: UserFilter) =>
  infiniteQueryOptions({
    queryKey: ['users', 'list', { q, role, active }],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/users', {
          params: {
            query: {
              limit: 50,
              sort: 'name',
              ...(q ? { q } : {}),
              ...(role ? { role: [role] } : {}),
              ...(active ? { active: active === 'true' } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  })
export const useUsers = (filter: UserFilter) =>
  useInfiniteQuery({ ...usersOptions(filter), placeholderData: keepPreviousData })

export const useAccount = (id: string) =>
  useQuery({
    queryKey: ['users', 'one', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/users/{id}', { params: by(id), signal })),
    staleTime: 0,
  })

/** `onSaved` is told even if the form has gone with the version that it showed. */
export function useSaveAccount(
  user: { id: string; version: number },
  onSaved: (user: Account) => void,
) {
  const after = useAfterwards('users', 'hubs')
  return useMutation({
    mutationFn: (body: AccountPatch) =>
      unwrap(
        api.PATCH('/api/v1/users/{id}', {
          params: { ...by(user.id), header: ifMatch(user) },
          body,
        }),
      ),
    onSuccess: onSaved,
    onSettled: after,
  })
}

/** Those who can answer and sign for an institution. */
export const useAnswerers = (institutionId: string) =>
  useQuery({
    queryKey: ['users', 'answerers', institutionId],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/users', {
          params: {
            query: {
              institution_id: [institutionId],
              role: ['hub_manager', 'signatory'],
              active: true,
              sort: 'name',
              limit: 20,
            },
          },
          signal,
        }),
      ),
    staleTime: 0,
  })
