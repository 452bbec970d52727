import { useDeferredValue, useEffect } from 'react'

// Reload and Back need the full height at once, for the scroll position to be found again, and an anchor its section.
let fresh = navigationType() === 'navigate' && location.hash === ''

function navigationType() {
  const [entry] = performance.getEntriesByType('navigation')
  return entry instanceof PerformanceNavigationTiming ? entry.type : undefined
}

/** On arrival, what fits a screen first: the rest follows in slices that leave the phone responsive. */
export function useInStages<T>(items: T[], enough = 4): T[] {
  const staged = useDeferredValue(items, fresh ? items.slice(0, enough) : items)
  useArrival()
  return staged
}

/** The same for what stands beside or below: false at the first rendering of an arrival. */
export function useLater(): boolean {
  const shown = useDeferredValue(true, !fresh)
  useArrival()
  return shown
}

function useArrival() {
  useEffect(() => {
    fresh = false
  }, [])
}
