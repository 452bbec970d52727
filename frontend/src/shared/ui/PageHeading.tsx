import { useEffect, type ReactNode } from 'react'
import { useT } from '../i18n/useT'
import { Breadcrumbs, type Crumb } from './Breadcrumbs'
import classes from './PageHeading.module.css'

interface Props {
  title: string
  crumbs?: Crumb[]
  lead?: ReactNode
  /** The language of title and lead where they come out of a record. */
  lang?: string
  children?: ReactNode
}

/** The h1 of a page. Navigation moves the focus here, so that screen readers begin with it. */
export function PageHeading({ title, crumbs, lead, lang, children }: Props) {
  useDocumentTitle(title)
  return (
    <header className={classes.heading}>
      {crumbs && <Breadcrumbs crumbs={crumbs} />}
      <h1 tabIndex={-1} lang={lang}>
        {title}
      </h1>
      {lead && (
        <p className="lead" lang={lang}>
          {lead}
        </p>
      )}
      {children}
    </header>
  )
}

export function useDocumentTitle(title: string) {
  const t = useT()
  useEffect(() => {
    document.title = `${title} · ${t.shell.brand}`
  }, [title, t])
}
