import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/**
 * A new page begins at its heading, for the keyboard and for screen readers. The scroll position is
 * the router's business, also on Back.
 */
export function useFocusOnNavigation() {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, toLocation, pathChanged }) => {
        if (!fromLocation || document.getElementById(toLocation.hash)) return
        const turned = cursorOf(fromLocation.search) !== cursorOf(toLocation.search)
        if (!pathChanged && !turned) return
        // A draft gets its address while somebody writes on.
        if (document.activeElement?.matches('main :is(input, textarea, select)')) return
        document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
      }),
    [router],
  )
}

const cursorOf = (search: { cursor?: unknown }) => search.cursor
