import { useT } from '@/shared/i18n/useT'
import { chooseColorScheme, colorSchemes } from '@/shared/theme/colorScheme'
import { useChosenColorScheme } from '@/shared/theme/useColorScheme'
import { Icon } from '@/shared/ui/Icon'
import { oneOf } from '@/shared/url/search'
import classes from './TopBar.module.css'

export function ThemeSelect() {
  const { shell: t } = useT()
  return (
    <span className={classes.theme}>
      <Icon name="theme" size={16} />
      <select
        aria-label={t.theme}
        value={useChosenColorScheme()}
        onChange={(event) => chooseColorScheme(oneOf(event.target.value, colorSchemes) ?? 'auto')}
      >
        {colorSchemes.map((scheme) => (
          <option key={scheme} value={scheme}>
            {t.themes[scheme]}
          </option>
        ))}
      </select>
    </span>
  )
}
