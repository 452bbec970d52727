import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { SelectField } from '@/shared/ui/SelectField'
import { compact } from '@/shared/url/search'
import { useInnovationCounts } from '../api/facets'
import { oneOfSorts, sortOf, sorts, type CatalogueSearch } from '../api/filters'
import classes from './ResultBar.module.css'
import { useCatalogueNavigate } from './useCatalogueNavigate'
import { ViewSwitch } from './ViewSwitch'

export function ResultBar({ search }: { search: CatalogueSearch }) {
  const t = useT()
  const go = useCatalogueNavigate()
  const offered = sorts.filter((sort) => sort !== 'relevance' || search.q)
  return (
    <div className={classes.bar}>
      <Total search={search} />
      <SelectField
        inline
        className={classes.sort}
        label={t.innovations.sort}
        value={sortOf(search)}
        onChange={(sort) => go(compact({ ...search, sort: oneOfSorts(sort), cursor: undefined }))}
        options={offered.map((sort) => ({ value: sort, label: t.innovations.sorts[sort] }))}
      />
      <ViewSwitch search={search} />
    </div>
  )
}

function Total({ search }: { search: CatalogueSearch }) {
  const t = useT()
  const format = useFormat()
  const { data } = useInnovationCounts(search)
  const words = data?.total_is_capped ? t.innovations.totalCapped : t.innovations.total
  return (
    <p className={classes.total} role="status">
      {data?.total == null ? '\u00a0' : words(format.number(data.total))}
    </p>
  )
}
