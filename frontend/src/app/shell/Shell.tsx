import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useT } from '@/shared/i18n/useT'
import { useUser } from '@/shared/session/useSession'
import { Footer } from './Footer'
import { Header } from './Header'
import { QuickSearch } from './QuickSearch'
import classes from './Shell.module.css'
import { useFocusOnNavigation } from './useFocusOnNavigation'

// Visitors have no notifications.
const Live = lazy(() =>
  import('@/shared/notifications/Live').then((module) => ({ default: module.Live })),
)

export function Shell() {
  const t = useT()
  const signedIn = useUser() !== undefined
  useFocusOnNavigation()
  return (
    <>
      <a href="#main" className={classes.skip}>
        {t.shell.skip}
      </a>
      <Header />
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      <Footer />
      <QuickSearch />
      {signedIn && (
        <Suspense>
          <Live />
        </Suspense>
      )}
    </>
  )
}
