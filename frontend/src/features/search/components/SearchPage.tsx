import { Link, useNavigate } from '@tanstack/react-router'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { Choices } from '@/shared/ui/Choices'
import { PageHeading } from '@/shared/ui/PageHeading'
import { SearchForm } from '@/shared/ui/SearchForm'
import { SkipTo } from '@/shared/ui/SkipTo'
import { compact } from '@/shared/url/search'
import { types, useTypes, type Found, type Search } from '../api/search'
import { remember } from '../model/recent'
import { useWords } from '../words/useWords'
import { Results } from './Results'
import { SavedSearches } from './SavedSearches'
import classes from './Search.module.css'

export function SearchPage({ search }: { search: Search }) {
  const t = useWords()
  const { common } = useT()
  const navigate = useNavigate()
  return (
    <div className="container">
      <PageHeading title={t.title} lead={t.lead} />
      <SearchForm
        key={search.q}
        label={t.label}
        submit={common.search}
        size="lg"
        initial={search.q}
        onSearch={(q) => {
          if (q) remember(q)
          void navigate({
            to: '/search',
            search: compact<Search>({ ...search, q: q || undefined }),
          })
        }}
      />
      {search.q && <Types q={search.q} type={search.type} />}
      <div className={classes.layout}>
        <SkipTo name="results">
          <Results search={search} />
        </SkipTo>
        <SavedSearches search={search} />
      </div>
    </div>
  )
}

function Types({ q, type }: { q: string; type: Found | undefined }) {
  const t = useWords()
  const format = useFormat()
  const { data = [] } = useTypes(q)
  const link = (of: Found | undefined, label: string) => (
    <li key={of ?? 'all'}>
      <Link
        to="/search"
        search={compact<Search>({ q, type: of })}
        activeOptions={{ exact: true }}
        aria-current={type === of ? 'true' : undefined}
        resetScroll={false}
      >
        {label}
      </Link>
    </li>
  )
  return (
    <div className={classes.types}>
      <Choices label={t.show}>
        {link(undefined, t.all)}
        {types.flatMap((of) => {
          const count = data.find(({ value }) => value === of)?.count
          return count ? [link(of, `${t.types[of]} (${format.number(count)})`)] : []
        })}
      </Choices>
    </div>
  )
}
