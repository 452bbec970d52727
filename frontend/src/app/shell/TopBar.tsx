import { useT } from '@/shared/i18n/useT'
import { LocaleSwitch } from './LocaleSwitch'
import { ThemeSelect } from './ThemeSelect'
import classes from './TopBar.module.css'

export function TopBar() {
  const { shell: t } = useT()
  return (
    <div className={classes.bar}>
      <div className={`container ${classes.row}`}>
        <span className={classes.tagline}>{t.tagline}</span>
        <LocaleSwitch />
        <ThemeSelect />
      </div>
    </div>
  )
}
