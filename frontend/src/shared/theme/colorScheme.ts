export const colorSchemes = ['auto', 'light', 'dark'] as const
export type ColorScheme = (typeof colorSchemes)[number]

// index.html reads the same key before the first paint.
const key = 'jipp.theme'
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let chosen = stored()

prefersDark.addEventListener('change', apply)
// Another tab chose.
window.addEventListener('storage', (event) => {
  if (event.key !== key) return
  chosen = stored()
  apply()
})

function stored(): ColorScheme {
  try {
    const value = localStorage.getItem(key)
    return colorSchemes.find((scheme) => scheme === value) ?? 'auto'
  } catch {
    return 'auto'
  }
}

function apply() {
  document.documentElement.dataset.mantineColorScheme = shownColorScheme()
  listeners.forEach((listener) => listener())
}

export const chosenColorScheme = () => chosen

export const shownColorScheme = () =>
  chosen === 'auto' ? (prefersDark.matches ? 'dark' : 'light') : chosen

export function chooseColorScheme(scheme: ColorScheme) {
  chosen = scheme
  try {
    localStorage.setItem(key, scheme)
  } catch {
    // Storage is blocked: the choice lasts for this visit.
  }
  apply()
}

export function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
