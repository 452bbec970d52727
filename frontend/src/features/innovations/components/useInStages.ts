import { useDeferredValue, useEffect } from 'react'

const enough = 4

// Reload and Back need the full height at once, for the scroll position to be found again.
let fresh = navigationType() === 'navigate'

function navigationType() {
  const [entry] = performance.getEntriesByType('navigation')
  return entry instanceof PerformanceNavigationTiming ? entry.type : undefined
}

/** On arrival, what fits a screen first: the rest follows in slices that leave the phone responsive. */
export function useInStages<T>(items: T[]): T[] {
  const staged = useDeferredValue(items, fresh ? items.slice(0, enough) : items)
  useEffect(() => {
    fresh = false
  }, [])
  return staged
}
