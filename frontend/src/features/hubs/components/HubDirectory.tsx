import { Button } from '@/shared/ui/Button'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { SkipTo } from '@/shared/ui/SkipTo'
import { useHubList } from '../api/list'
import type { HubSearch } from '../api/search'
import { HubFilters } from './HubFilters'
import classes from './HubFilters.module.css'
import { HubGroups } from './HubGroups'

export function HubDirectory({ search }: { search: HubSearch }) {
  const t = useT()
  const list = useHubList(search)
  const first = list.data?.pages[0]
  return (
    <div className="container">
      <PageHeading title={t.hubs.title} lead={t.hubs.lead}>
        <div className={classes.links}>
          <ButtonLink to="/hubs/formation" variant="default">
            {t.hubs.toBoard}
          </ButtonLink>
          <ButtonLink to="/network" variant="default">
            {t.hubs.toNetwork}
          </ButtonLink>
        </div>
      </PageHeading>
      <HubFilters search={search} counts={first?.facets} />
      <SkipTo name="results">
        <Body list={list} />
      </SkipTo>
    </div>
  )
}

function Body({ list }: { list: ReturnType<typeof useHubList> }) {
  const t = useT()
  const format = useFormat()
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = list
  if (error) return <Failure error={error} />
  if (!data) return <Lines count={6} height={110} />
  const hubs = data.pages.flatMap((page) => page.items)
  if (hubs.length === 0) {
    return (
      <Empty
        action={
          <ButtonLink to="/hubs" search={{}} variant="default">
            {t.hubs.clear}
          </ButtonLink>
        }
      >
        {t.hubs.empty}
      </Empty>
    )
  }
  return (
    <>
      <p role="status">
        <strong>{t.hubs.count(format.number(data.pages[0]?.total ?? hubs.length))}</strong>
      </p>
      <HubGroups hubs={hubs} />
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t.common.more}
        </Button>
      )}
    </>
  )
}
