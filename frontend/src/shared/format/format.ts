import type { Locale } from '../i18n/dictionary'

const tags: Record<Locale, string> = { id: 'id-ID', en: 'en-GB' }

/** Instants are shown in Jakarta's time; plain dates are just dates and must not move. */
const jakarta = 'Asia/Jakarta'
const isDate = (iso: string) => iso.length === 10

/** Makes it at the first use: formatters are slow to make, and most pages need one or two. */
function late<T>(make: () => T) {
  let made: T | undefined
  return () => (made ??= make())
}

function create(locale: Locale) {
  const tag = tags[locale]
  const number = (options: Intl.NumberFormatOptions) =>
    late(() => new Intl.NumberFormat(tag, options))
  const date = (options: Intl.DateTimeFormatOptions) =>
    late(() => new Intl.DateTimeFormat(tag, options))

  const plain = number({ maximumFractionDigits: 2 })
  const signed = number({ maximumFractionDigits: 2, signDisplay: 'exceptZero' })
  const percent = number({
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  })
  const day = date({ dateStyle: 'long', timeZone: 'UTC' })
  const dayInJakarta = date({ dateStyle: 'long', timeZone: jakarta })
  const time = date({
    dateStyle: 'medium',
    timeStyle: 'short',
    hour12: false,
    timeZone: jakarta,
  })

  const clock = date({ timeStyle: 'short', hour12: false, timeZone: jakarta })

  return {
    number: (value: number) => plain().format(value),
    difference: (value: number) => signed().format(value),
    change: (ratio: number) => percent().format(ratio),
    date: (iso: string) => (isDate(iso) ? day() : dayInJakarta()).format(new Date(iso)),
    time: (instant: number) => `${clock().format(instant)} WIB`,
    dateTime: (iso: string) => `${time().format(new Date(iso))} WIB`,
  }
}

export type Format = ReturnType<typeof create>

const formats = new Map<Locale, Format>()

export function formatFor(locale: Locale): Format {
  const known = formats.get(locale) ?? create(locale)
  formats.set(locale, known)
  return known
}
