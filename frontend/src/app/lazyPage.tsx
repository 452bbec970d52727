import { lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { Problem } from '@/api/problem'
import { InSlices } from './InSlices'

/**
 * The code of a page, loaded when it is visited. Without a connection that fails like any request,
 * with a page that says so. (With one, the router reloads: a new release has renamed the files.)
 */
export function lazyPage<Name extends string>(
  importer: () => Promise<Record<Name, ComponentType>>,
  name: Name,
) {
  return lazyRouteComponent(async () => {
    const Page: ComponentType = (await importer().catch(explain))[name]
    return {
      Page: () => (
        <InSlices>
          <Page />
        </InSlices>
      ),
    }
  }, 'Page')
}

function explain(error: unknown): never {
  throw navigator.onLine ? error : new Problem(0)
}
