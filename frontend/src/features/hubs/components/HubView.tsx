import type { ReactNode } from 'react'
import type { Hub } from '@/api/types'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { useHub } from '../api/hub'
import { HubProfile } from './HubProfile'

interface Props {
  id: string
  actions: (hub: Hub) => ReactNode
  innovations: (hub: Hub) => ReactNode
}

export function HubView({ id, actions, innovations }: Props) {
  const { data, error } = useHub(id)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={6} />
  return <HubProfile hub={data} actions={actions(data)} innovations={innovations(data)} />
}
