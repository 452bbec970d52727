import { useEffect, useSyncExternalStore } from 'react'

/** What people come to a page for, beyond its heading, its filters and what else comes before. */
export type SkipTarget = 'results' | 'form'

const order: readonly SkipTarget[] = ['form', 'results']
let shown: readonly SkipTarget[] = []
const listeners = new Set<() => void>()

function set(next: readonly SkipTarget[]) {
  shown = order.filter((name) => next.includes(name))
  listeners.forEach((listener) => listener())
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Those that the present page has. */
export const useSkipTargets = () => useSyncExternalStore(subscribe, () => shown)

/** Makes the element that takes these attributes a place that the skip links lead to; once on a page. */
export function useSkipTarget(name: SkipTarget) {
  useEffect(() => {
    set([...shown, name])
    return () => set(shown.filter((other) => other !== name))
  }, [name])
  return { id: name, tabIndex: -1 }
}
