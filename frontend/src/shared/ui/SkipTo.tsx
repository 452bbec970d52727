import type { ReactNode } from 'react'
import { useSkipTarget, type SkipTarget } from './skipTargets'

interface Props {
  name: SkipTarget
  className?: string | undefined
  children: ReactNode
}

/** Where a skip link leads; once on a page. */
export function SkipTo({ name, className, children }: Props) {
  return (
    <div {...useSkipTarget(name)} className={className}>
      {children}
    </div>
  )
}
