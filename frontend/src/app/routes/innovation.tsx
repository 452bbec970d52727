import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { InnovationPage } from '@/features/innovations/components/InnovationPage'
import { MoreFromHub } from '@/features/innovations/components/MoreFromHub'
import { FollowButton } from '@/shared/following/FollowButton'
import { WhenSeen } from '@/shared/ui/WhenSeen'

const route = getRouteApi('/innovations/$slug')

// Visitors never fetch what they may not do.
const Actions = lazy(() =>
  import('@/shared/desk/InnovationActions').then((module) => ({
    default: module.InnovationActions,
  })),
)

const Related = lazy(() => import('@/features/posts/components/Related'))

export function Innovation() {
  const { slug } = route.useParams()
  return (
    <InnovationPage
      id={slug}
      before={(innovation) =>
        innovation.allowed_actions && innovation.allowed_actions.length > 0 ? (
          <Suspense>
            <Actions record={innovation} />
          </Suspense>
        ) : null
      }
      after={(innovation) => (
        <>
          <div className="container">
            <FollowButton type="innovation" target={innovation.id} name={innovation.title} />
            <WhenSeen>
              <Suspense>
                <Related innovation={innovation} />
              </Suspense>
            </WhenSeen>
          </div>
          <MoreFromHub innovation={innovation} />
        </>
      )}
    />
  )
}
