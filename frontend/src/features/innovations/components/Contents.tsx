import type { Innovation } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import classes from './Profile.module.css'
import { contentsOf } from './story'

export function Contents({ innovation }: { innovation: Innovation }) {
  const { innovation: t } = useT()
  const contents = contentsOf(innovation)
  if (contents.length < 3) return null
  return (
    <nav className={classes.contents} aria-label={t.contents} data-screen-only>
      <ul className={classes.contentsList}>
        {contents.map((name) => (
          <li key={name}>
            <a href={`#${name}`}>{t.sections[name]}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
