import { Link } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { compact } from '@/shared/url/search'
import type { CatalogueSearch } from '../api/filters'
import classes from './ViewSwitch.module.css'

export function ViewSwitch({ search }: { search: CatalogueSearch }) {
  const t = useT()
  const link = (view: 'table' | undefined, label: string) => (
    <Link
      to="/innovations"
      search={compact({ ...search, view })}
      resetScroll={false}
      replace
      activeOptions={{ exact: true }}
      aria-current={search.view === view ? 'true' : undefined}
    >
      {label}
    </Link>
  )
  return (
    <nav className={classes.switch} aria-label={t.innovations.view}>
      {link(undefined, t.innovations.cards)}
      {link('table', t.innovations.table)}
    </nav>
  )
}
