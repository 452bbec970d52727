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
        if (!fromLocation || toLocation.hash) return
        const turned = cursorOf(fromLocation.search) !== cursorOf(toLocation.search)
        if (!pathChanged && !turned) return
        document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
      }),
    [router],
  )
}

const cursorOf = (search: { cursor?: unknown }) => search.cursor
