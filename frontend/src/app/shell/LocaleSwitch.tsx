import type { Locale } from '@/shared/i18n/dictionary'
import { chooseLocale } from '@/shared/i18n/locale'
import { useLocale, useT } from '@/shared/i18n/useT'
import classes from './TopBar.module.css'

const languages: [Locale, string, string][] = [
  ['id', 'ID', 'Bahasa Indonesia'],
  ['en', 'EN', 'English'],
]

export function LocaleSwitch() {
  const { shell: t } = useT()
  const current = useLocale()
  return (
    <div role="group" aria-label={t.language} className={classes.group}>
      {languages.map(([locale, short, name]) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          aria-label={`${short}: ${name}`}
          onClick={() => void chooseLocale(locale)}
        >
          {short}
        </button>
      ))}
    </div>
  )
}
