import { Link } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { Icon } from '@/shared/ui/Icon'
import { compact } from '@/shared/url/search'
import { hasFilters, withoutFilters, type CatalogueSearch } from '../api/filters'
import classes from './ActiveFilters.module.css'
import { useActiveFilters } from './useActiveFilters'

export function ActiveFilters({ search }: { search: CatalogueSearch }) {
  const t = useT()
  const active = useActiveFilters(search)
  if (!hasFilters(search) && !search.q) return null
  return (
    <div className={classes.bar}>
      <h2 className="sr-only">{t.innovations.active}</h2>
      <ul className={classes.chips}>
        {search.q && (
          <Chip
            label={t.innovations.queryChip(search.q)}
            without={compact({ ...search, q: undefined, sort: undefined, cursor: undefined })}
          />
        )}
        {active.map((filter) => (
          <Chip key={filter.key} label={filter.label} without={filter.without} />
        ))}
        <li>
          <Link to="/innovations" search={withoutFilters(search)} className={classes.clear}>
            {t.innovations.clearAll}
          </Link>
        </li>
      </ul>
    </div>
  )
}

function Chip({ label, without }: { label: string; without: CatalogueSearch }) {
  const t = useT()
  return (
    <li>
      <Link
        to="/innovations"
        search={without}
        resetScroll={false}
        className={classes.chip}
        aria-label={t.innovations.removeFilter(label)}
      >
        {label}
        <Icon name="close" size={14} />
      </Link>
    </li>
  )
}
