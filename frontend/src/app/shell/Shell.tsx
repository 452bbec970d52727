import { Outlet } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { Footer } from './Footer'
import { Header } from './Header'
import classes from './Shell.module.css'
import { useFocusOnNavigation } from './useFocusOnNavigation'

export function Shell() {
  const t = useT()
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
    </>
  )
}
