import { useInfiniteQuery } from '@tanstack/react-query'
import { may } from '@/api/allowed'
import type { MouStatus, User } from '@/api/types'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'
import { PagedTable } from '@/shared/desk/PagedTable'
import { useDesk } from '@/shared/i18n/desk'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Section } from '@/shared/ui/Section'
import { useMouColumns } from '../components/MouTable'

/** In which statuses a MoU waits for this person. */
function waiting(user: User): MouStatus[] {
  return [
    ...(may(user, 'approve_mou') ? (['in_review'] as const) : []),
    ...(may(user, 'draft_mou') && !may(user, 'approve_mou') ? (['draft'] as const) : []),
    ...(may(user, 'sign_mou') ? (['ready_to_sign', 'partially_signed'] as const) : []),
  ]
}

export function MousWaiting({ user }: { user: User }) {
  const { mous } = useDesk()
  const t = mous.waiting
  const columns = useMouColumns()
  const status = waiting(user)
  const list = useInfiniteQuery({
    queryKey: ['mous', 'waiting', status],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/mous', {
          params: { query: { status, limit: 10, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    enabled: status.length > 0,
  })
  if (status.length === 0) return null
  return (
    <Section
      title={t.title}
      lead={t.lead}
      action={
        <ButtonLink to="/mous" variant="default">
          {t.all}
        </ButtonLink>
      }
    >
      <PagedTable caption={t.title} empty={t.empty} columns={columns} list={list} />
    </Section>
  )
}
