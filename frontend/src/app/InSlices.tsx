import { useDeferredValue, useEffect, type ReactNode } from 'react'
import { PagePending } from './shell/PagePending'

/** Not after a reload or a step back: the browser wants to scroll to where the reader was, at once. */
let first = cameAnew()

/**
 * The first page of a visit is rendered in slices of a few milliseconds while the frame around it is
 * there already, so that a slow phone answers to touches meanwhile. Later pages come in one piece.
 */
export function InSlices({ children }: { children: ReactNode }) {
  const shown = useDeferredValue(true, !first)
  useEffect(() => {
    first = false
  }, [])
  return shown ? children : <PagePending />
}

function cameAnew() {
  const [navigation] = performance.getEntriesByType('navigation')
  return navigation instanceof PerformanceNavigationTiming && navigation.type === 'navigate'
}
