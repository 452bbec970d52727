import { useMediaQuery } from '@mantine/hooks'
import { useT } from '@/shared/i18n/useT'
import { PageHeading } from '@/shared/ui/PageHeading'
import { SkipLink } from '@/shared/ui/SkipLink'
import { SkipTo } from '@/shared/ui/SkipTo'
import type { CatalogueSearch } from '../api/filters'
import { ActiveFilters } from './ActiveFilters'
import classes from './Catalogue.module.css'
import { CatalogueSearchForm } from './CatalogueSearchForm'
import { FacetDialog } from './FacetDialog'
import { FacetPanel } from './FacetPanel'
import { ResultBar } from './ResultBar'
import { Results } from './Results'

export function Catalogue({ search }: { search: CatalogueSearch }) {
  const t = useT()
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false })
  return (
    <div className="container">
      <PageHeading title={t.innovations.title} lead={t.innovations.lead} />
      <div className={classes.search}>
        <CatalogueSearchForm search={search} />
        {!wide && <FacetDialog search={search} />}
      </div>
      <div className={classes.layout}>
        {wide && (
          <aside aria-labelledby="facets-title">
            <h2 id="facets-title" className={classes.facetsTitle}>
              {t.innovations.filtersTitle}
            </h2>
            <SkipLink to="results" />
            <FacetPanel search={search} />
          </aside>
        )}
        <div>
          <ActiveFilters search={search} />
          <ResultBar search={search} />
          <SkipTo name="results">
            <Results search={search} />
          </SkipTo>
        </div>
      </div>
    </div>
  )
}
