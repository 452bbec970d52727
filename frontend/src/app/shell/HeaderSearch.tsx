import { useLocation, useNavigate } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { SearchForm } from '@/shared/ui/SearchForm'
import classes from './HeaderSearch.module.css'

/** Pages with a search field of their own do not need a second one. */
const ownSearch = ['/', '/innovations', '/hubs', '/institutions', '/events', '/posts', '/search']

export function HeaderSearch() {
  const { shell: t } = useT()
  const navigate = useNavigate()
  const pathname = useLocation({ select: (location) => location.pathname })
  if (ownSearch.includes(pathname)) return <div className={classes.gap} />
  return (
    <div className={classes.search}>
      <SearchForm
        key={pathname}
        label={t.search}
        labelHidden
        narrow
        placeholder={t.search}
        submit={t.searchSubmit}
        onSearch={(q) => void navigate({ to: '/search', search: q ? { q } : {} })}
      />
    </div>
  )
}
