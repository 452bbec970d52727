import { useT } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { compact } from '@/shared/url/search'
import type { CatalogueSearch } from '../api/filters'
import { useInnovationList } from '../api/list'
import { InnovationGrid } from './InnovationGrid'
import { InnovationTable } from './InnovationTable'
import { NoResults } from './NoResults'
import { Pager } from './Pager'
import classes from './Results.module.css'

export function Results({ search }: { search: CatalogueSearch }) {
  const t = useT()
  const { data, error, isPlaceholderData } = useInnovationList(search)
  if (error) {
    const fromTop = search.cursor && (
      <ButtonLink to="/innovations" search={compact({ ...search, cursor: undefined })}>
        {t.errors.firstPage}
      </ButtonLink>
    )
    return <Failure error={error} action={fromTop} />
  }
  if (!data) return <Lines count={6} height={220} />
  if (data.items.length === 0) return <NoResults search={search} />
  return (
    <div className={classes.results} aria-busy={isPlaceholderData}>
      <h2 className="sr-only">{t.innovations.results}</h2>
      {data.ranking === 'partial' && <Notice>{t.innovations.partial}</Notice>}
      {search.view === 'table' ? (
        <InnovationTable innovations={data.items} />
      ) : (
        <InnovationGrid innovations={data.items} columns={2} />
      )}
      <Pager search={search} nextCursor={data.next_cursor} />
    </div>
  )
}
