import { Link, useNavigate } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { useDocumentTitle } from '@/shared/ui/PageHeading'
import { SearchForm } from '@/shared/ui/SearchForm'
import classes from './Hero.module.css'
import { Kawung } from './Kawung'

export function Hero() {
  const { home: t, shell } = useT()
  const navigate = useNavigate()
  useDocumentTitle(t.title)
  return (
    <div className={classes.hero}>
      <Kawung />
      <div className={`container ${classes.inner}`}>
        <h1 tabIndex={-1}>{t.heading}</h1>
        <p className={classes.lead}>{t.lead}</p>
        <div className={classes.search}>
          <SearchForm
            label={t.searchLabel}
            hint={t.searchHint}
            submit={shell.searchSubmit}
            size="lg"
            onSearch={(q) => void navigate({ to: '/innovations', search: q ? { q } : {} })}
          />
        </div>
        <p className={classes.examples}>
          <span>{t.examples}:</span>
          {t.exampleQueries.map((q) => (
            <Link key={q} to="/innovations" search={{ q }}>
              {q}
            </Link>
          ))}
        </p>
      </div>
    </div>
  )
}
