import { useInfiniteQuery } from '@tanstack/react-query'
import { may } from '@/api/allowed'
import { api } from '@/api/client'
import type { MouSummary, User } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import { duration } from '@/shared/desk/duration'
import { PagedTable } from '@/shared/desk/PagedTable'
import { useNow } from '@/shared/desk/useNow'
import type { Waiting } from '@/shared/desk/waiting'
import { useDesk } from '@/shared/i18n/desk'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Section } from '@/shared/ui/Section'
import { useMouColumns } from '../components/MouTable'
import { turnOf, unfinished } from '../model/turn'

/** The MoUs on their way that this person may see, whoever is next, the oldest first. */
export function useMousWaiting(user: User): Waiting {
  const reads = may(user, 'read_mou')
  const list = useInfiniteQuery({
    queryKey: ['mous', 'waiting'],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/v1/mous', {
          params: {
            query: {
              status: unfinished,
              sort: 'created_at',
              limit: 10,
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    enabled: reads,
    staleTime: 0,
    refetchOnWindowFocus: true,
  })
  const count = reads ? list.data?.pages.flatMap((page) => page.items).length : 0
  const shown = count !== 0 && (list.data ?? list.error)
  return { count, section: shown ? <MousOnTheirWay list={list} /> : null }
}

function MousOnTheirWay({ list }: { list: Parameters<typeof PagedTable<MouSummary>>[0]['list'] }) {
  const { mous, common } = useDesk()
  const t = mous.waiting
  const now = useNow()
  const [name, , , state] = useMouColumns()
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
      <PagedTable
        caption={t.title}
        empty=""
        columns={[
          ...(name ? [name] : []),
          ...(state ? [state] : []),
          { title: t.turn, cell: (mou) => turnOf(mou, t.turns) },
          { title: t.since, cell: (mou) => duration(mou.updated_at, now, common) },
        ]}
        list={list}
      />
    </Section>
  )
}
