import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { User } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import classes from './Home.module.css'

interface Props {
  user: User
  innovations: ReactNode
}

export function Greeting({ user, innovations }: Props) {
  const { home: t } = useT()
  const { institution } = user
  return (
    <section className="container" aria-labelledby="greeting">
      <div className={classes.greeting}>
        <h2 id="greeting">{t.greeting(user.name)}</h2>
        {institution && (
          <p>
            {t.ownHub}:{' '}
            <Link to="/institutions/$code" params={{ code: institution.code }}>
              {institution.name}
            </Link>
          </p>
        )}
        <h3>{t.ownInnovations}</h3>
        {innovations}
      </div>
    </section>
  )
}
