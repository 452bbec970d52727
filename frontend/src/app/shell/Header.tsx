import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useT } from '@/shared/i18n/useT'
import { Icon } from '@/shared/ui/Icon'
import { LogoMark } from '@/shared/ui/Logo'
import { AccountControl } from './AccountControl'
import classes from './Header.module.css'
import { HeaderSearch } from './HeaderSearch'
import { MainNav } from './MainNav'
import { ProgressBar } from './ProgressBar'
import { TopBar } from './TopBar'

export function Header() {
  const { shell: t } = useT()
  const href = useLocation({ select: (location) => location.href })
  // The menu belongs to the page that it was opened on: going elsewhere closes it.
  const [openedAt, setOpenedAt] = useState<string>()
  const open = openedAt === href
  return (
    <header className={classes.header} data-screen-only>
      <ProgressBar />
      <TopBar />
      <div className={`container ${classes.row}`}>
        <Link to="/" className={classes.brand}>
          <LogoMark />
          <span>{t.brand}</span>
        </Link>
        <button
          type="button"
          className={classes.menuButton}
          aria-expanded={open}
          aria-controls="menu"
          onClick={() => setOpenedAt(open ? undefined : href)}
        >
          <Icon name={open ? 'close' : 'menu'} />
          {t.menu}
        </button>
        <div id="menu" className={classes.menu} data-open={open}>
          <MainNav />
          <HeaderSearch />
          <AccountControl />
        </div>
      </div>
    </header>
  )
}
