import type { ReactNode } from 'react'
import type { Innovation } from '@/api/types'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { useInnovation } from '../api/innovation'
import { InnovationProfile } from './InnovationProfile'

interface Props {
  id: string
  /** What may be done with it, above everything. */
  before?: (innovation: Innovation) => ReactNode
  /** What other features have to say about this innovation. */
  after?: (innovation: Innovation) => ReactNode
}

export function InnovationPage({ id, before, after }: Props) {
  const { data, error } = useInnovation(id)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={6} />
  return (
    <>
      {before?.(data)}
      <InnovationProfile innovation={data} />
      {after?.(data)}
    </>
  )
}
