import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { HubView } from '@/features/hubs/components/HubView'
import { HubMous } from '@/features/mous/components/HubMous'
import { ShelfSection } from '@/features/innovations/components/ShelfSection'
import { FollowButton } from '@/shared/following/FollowButton'
import { Lines } from '@/shared/ui/Lines'

const route = getRouteApi('/hubs/$slug')

// Visitors never fetch what they may not do.
const Moves = lazy(() =>
  import('@/features/hubs/components/HubMoves').then((module) => ({ default: module.HubMoves })),
)

const Related = lazy(() => import('@/features/posts/components/Related'))

export function Hub() {
  const { slug } = route.useParams()
  return (
    <HubView
      id={slug}
      actions={(hub) => (
        <>
          <FollowButton type="hub" target={hub.id} name={hub.name} />
          {hub.allowed_actions && hub.allowed_actions.length > 0 && (
            <Suspense fallback={<Lines count={1} height={44} />}>
              <Moves hub={hub} />
            </Suspense>
          )}
        </>
      )}
      innovations={(hub) => (
        <>
          <HubMous hub={hub} />
          <ShelfSection of="hubs" filter={{ hubId: hub.id }} />
          <Suspense>
            <Related hub={hub} />
          </Suspense>
        </>
      )}
    />
  )
}
