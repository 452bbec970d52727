import type { Dictionary, Locale } from './dictionary'
import { id } from './id'

const key = 'jipp.locale'
let current: { locale: Locale; dictionary: Dictionary } = { locale: 'id', dictionary: id }
const listeners = new Set<() => void>()

// Indonesian comes with the page; English is fetched by those who ask for it.
const dictionaries: Record<Locale, () => Promise<Dictionary>> = {
  id: () => Promise.resolve(id),
  en: () => import('./en').then((module) => module.en),
}

export const snapshot = () => current
export const currentLocale = () => current.locale

export function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

let wanted: Locale = 'id'

export async function showLocale(locale: Locale) {
  wanted = locale
  const dictionary = await dictionaries[locale]()
  // The dictionary of an earlier choice may arrive after that of the last one.
  if (wanted !== locale) return
  current = { locale, dictionary }
  document.documentElement.lang = locale
  listeners.forEach((listener) => listener())
}

/** The visitor's own choice: it is kept, and wins over what their account says. */
export async function chooseLocale(locale: Locale) {
  try {
    localStorage.setItem(key, locale)
  } catch {
    // Storage is blocked: the choice lasts for this visit.
  }
  await showLocale(locale)
}

export function chosenLocale(): Locale | undefined {
  try {
    const value = localStorage.getItem(key)
    return value === 'id' || value === 'en' ? value : undefined
  } catch {
    return undefined
  }
}
