import type { Locale } from '../i18n/dictionary'

const tags: Record<Locale, string> = { id: 'id-ID', en: 'en-GB' }

/** Instants are shown in Jakarta's time; plain dates are just dates and must not move. */
const jakarta = 'Asia/Jakarta'
const isDate = (iso: string) => iso.length === 10

function create(locale: Locale) {
  const tag = tags[locale]
  const date = (timeZone: string) => new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone })
  const day = date('UTC')
  const dayInJakarta = date(jakarta)
  const time = new Intl.DateTimeFormat(tag, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hour12: false,
    timeZone: jakarta,
  })
  const integer = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 })
  const signed = new Intl.NumberFormat(tag, {
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  })
  const percent = new Intl.NumberFormat(tag, {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  })
  return {
    number: (value: number) => integer.format(value),
    difference: (value: number) => signed.format(value),
    change: (ratio: number) => percent.format(ratio),
    date: (iso: string) => (isDate(iso) ? day : dayInJakarta).format(new Date(iso)),
    dateTime: (iso: string) => `${time.format(new Date(iso))} WIB`,
    year: (iso: string) => iso.slice(0, 4),
  }
}

export type Format = ReturnType<typeof create>

const formats = new Map<Locale, Format>()

export function formatFor(locale: Locale): Format {
  const known = formats.get(locale) ?? create(locale)
  formats.set(locale, known)
  return known
}
