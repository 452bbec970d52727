import { lazy, Suspense } from 'react'
import { usePalette } from '@/features/search/palette/usePalette'

// Whoever does not open it does not fetch it.
const Palette = lazy(() =>
  import('@/features/search/palette/Palette').then((module) => ({ default: module.Palette })),
)

/** The palette, which Ctrl+K opens on every page. */
export function QuickSearch() {
  const { open, close } = usePalette()
  if (!open) return null
  return (
    <Suspense>
      <Palette onClose={close} />
    </Suspense>
  )
}
