import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { InnovationPage } from '@/features/innovations/components/InnovationPage'
import { MoreFromHub } from '@/features/innovations/components/MoreFromHub'

const route = getRouteApi('/innovations/$slug')

// Visitors never fetch what they may not do.
const Actions = lazy(() =>
  import('@/shared/desk/InnovationActions').then((module) => ({
    default: module.InnovationActions,
  })),
)

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
      after={(innovation) => <MoreFromHub innovation={innovation} />}
    />
  )
}
