import { Link } from '@tanstack/react-router'
import type { MouSummary } from '@/api/types'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { DataTable, type Column } from '@/shared/ui/DataTable'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { useMouList } from '../api/list'
import type { MouSearch } from '../api/search'
import { MouStatusTag } from './MouStatusTag'
import classes from './Mous.module.css'
import { Term } from './Term'

export function MouTable({ search }: { search: MouSearch }) {
  const { mous: t, common } = useT()
  const columns = useMouColumns()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useMouList(search)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={5} height={64} />
  const rows = data.pages.flatMap((page) => page.items)
  if (rows.length === 0) return <Nothing search={search} />
  return (
    <>
      <DataTable caption={t.title} rows={rows} rowKey={({ id }) => id} columns={columns} />
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {common.more}
        </Button>
      )}
    </>
  )
}

export function useMouColumns(): Column<MouSummary>[] {
  const { mous: t } = useT()
  return [
    {
      title: t.columns.mou,
      cell: ({ id, title, number }) => (
        <span className={classes.name}>
          <Link to="/mous/$id" params={{ id }} lang={recordLanguage}>
            {title}
          </Link>
          <span className={classes.number}>{number ?? t.noNumber}</span>
        </span>
      ),
    },
    {
      title: t.columns.parties,
      cell: ({ parties }) => parties.map(({ institution }) => institution.short_name).join(', '),
    },
    { title: t.columns.period, cell: (mou) => <Term mou={mou} /> },
    { title: t.columns.state, cell: (mou) => <MouStatusTag mou={mou} /> },
  ]
}

function Nothing({ search }: { search: MouSearch }) {
  const { mous: t } = useT()
  const { q, status, institution, ends } = search
  if (![q, status, institution, ends].some(Boolean)) return <Empty>{t.empty}</Empty>
  const action = (
    <ButtonLink to="/mous" search={{}} variant="default">
      {t.clear}
    </ButtonLink>
  )
  return <Empty action={action}>{t.emptyFiltered}</Empty>
}
