import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'
import { tellOtherTabs } from '@/shared/notifications/tabs'
import type { NotificationSearch } from './search'

export const useNotifications = ({ show }: NotificationSearch) =>
  useInfiniteQuery({
    queryKey: ['notifications', 'list', show],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/notifications', {
          params: {
            query: {
              limit: 20,
              ...(show === 'unread' ? { unread: true } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
    refetchOnWindowFocus: true,
  })

/** The newest that were not read. */
export const useNewest = () =>
  useQuery({
    queryKey: ['notifications', 'newest'],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/notifications', { params: { query: { unread: true, limit: 5 } }, signal }),
      ),
    staleTime: 0,
    refetchOnWindowFocus: true,
  })

function useRefresh() {
  const client = useQueryClient()
  return () => {
    tellOtherTabs()
    return client.invalidateQueries({ queryKey: ['notifications'] })
  }
}

export function useMark() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, read }: { id: string; read: boolean }) =>
      unwrap(api.PATCH('/api/v1/notifications/{id}', { params: { path: { id } }, body: { read } })),
    onSettled: refresh,
  })
}

export function useReadAll() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (upTo: string) =>
      unwrap(api.POST('/api/v1/notifications/read', { body: { up_to: upTo } })),
    onSettled: refresh,
  })
}

export function useRemove() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE('/api/v1/notifications/{id}', { params: { path: { id } } })),
    onSettled: refresh,
  })
}
