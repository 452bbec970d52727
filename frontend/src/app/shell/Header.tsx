import { Link } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { Icon } from '@/shared/ui/Icon'
import { LogoMark } from '@/shared/ui/Logo'
import { AccountControl } from './AccountControl'
import classes from './Header.module.css'
import { HeaderSearch } from './HeaderSearch'
import { MainNav } from './MainNav'
import { ProgressBar } from './ProgressBar'
import { TopBar } from './TopBar'
import { useOpenHere } from './useOpenHere'

export function Header() {
  const { shell: t } = useT()
  const [open, setOpen] = useOpenHere()
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
          onClick={() => setOpen(!open)}
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
