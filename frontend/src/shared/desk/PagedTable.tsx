import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useT } from '../i18n/useT'
import { Button } from '../ui/Button'
import { DataTable, type TableProps } from '../ui/DataTable'
import { Empty } from '../ui/Empty'
import { Failure } from '../ui/Failure'
import { Lines } from '../ui/Lines'
import desk from './Desk.module.css'

export type Paged<T> = UseInfiniteQueryResult<InfiniteData<{ items: T[] }>>

interface Props<T> extends TableProps<T> {
  list: Paged<T>
  empty: string
}

/** A list that comes page by page, in all its states: on its way, refused, empty, with more to come. */
export function PagedTable<T extends { id: string }>({ list, empty, ...table }: Props<T>) {
  const { common } = useT()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = list
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={6} height={56} />
  const rows = data.pages.flatMap((page) => page.items)
  if (rows.length === 0) return <Empty>{empty}</Empty>
  return (
    <>
      <DataTable {...table} rows={rows} rowKey={({ id }) => id} />
      {hasNextPage && (
        <Button
          className={desk.more}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {common.more}
        </Button>
      )}
    </>
  )
}
