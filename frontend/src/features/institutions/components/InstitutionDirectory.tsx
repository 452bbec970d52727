import { Button } from '@/shared/ui/Button'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { SkipTo } from '@/shared/ui/SkipTo'
import { useInstitutionList } from '../api/list'
import type { InstitutionSearch } from '../api/search'
import { InstitutionFilters } from './InstitutionFilters'
import classes from './Institutions.module.css'
import { InstitutionTable } from './InstitutionTable'

export function InstitutionDirectory({ search }: { search: InstitutionSearch }) {
  const { institutions: t } = useT()
  return (
    <div className="container">
      <PageHeading title={t.title} lead={t.lead} />
      <InstitutionFilters search={search} />
      <SkipTo name="results">
        <Body search={search} />
      </SkipTo>
    </div>
  )
}

function Body({ search }: { search: InstitutionSearch }) {
  const { institutions: t, common } = useT()
  const format = useFormat()
  const list = useInstitutionList(search)
  const { data, error, hasNextPage, isFetchingNextPage } = list
  if (error) return <Failure error={error} />
  if (!data) return <Lines count={10} height={56} />
  const institutions = data.pages.flatMap((page) => page.items)
  if (institutions.length === 0) {
    const clear = (
      <ButtonLink to="/institutions" search={{}} variant="default">
        {t.clear}
      </ButtonLink>
    )
    return <Empty action={clear}>{t.empty}</Empty>
  }
  return (
    <>
      <p className={classes.count} role="status">
        {t.count(format.number(data.pages[0]?.total ?? institutions.length))}
      </p>
      <InstitutionTable institutions={institutions} />
      {hasNextPage && (
        <Button
          className={classes.more}
          loading={isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {common.more}
        </Button>
      )}
    </>
  )
}
