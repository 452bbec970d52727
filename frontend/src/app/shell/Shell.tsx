import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useUser } from '@/shared/session/useSession'
import { SkipLink } from '@/shared/ui/SkipLink'
import { useSkipTargets } from '@/shared/ui/skipTargets'
import { Footer } from './Footer'
import { Header } from './Header'
import { Outcome } from './Outcome'
import { QuickSearch } from './QuickSearch'
import classes from './Shell.module.css'
import { useFocusOnNavigation } from './useFocusOnNavigation'

// Visitors have no notifications.
const Live = lazy(() =>
  import('@/shared/notifications/Live').then((module) => ({ default: module.Live })),
)

export function Shell() {
  const skips = useSkipTargets()
  const signedIn = useUser() !== undefined
  useFocusOnNavigation()
  return (
    <>
      <SkipLink to="main" />
      {skips.map((name) => (
        <SkipLink key={name} to={name} />
      ))}
      <Header />
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outcome />
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
