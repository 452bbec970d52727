import { Link, type LinkProps } from '@tanstack/react-router'
import { useT } from '../i18n/useT'
import classes from './Breadcrumbs.module.css'

export interface Crumb {
  label: string
  to: LinkProps['to']
}

export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  const t = useT()
  return (
    <nav aria-label={t.common.breadcrumb} data-screen-only>
      <ol className={classes.list}>
        {[{ label: t.common.home, to: '/' } as Crumb, ...crumbs].map((crumb) => (
          <li key={crumb.label}>
            <Link to={crumb.to}>{crumb.label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
