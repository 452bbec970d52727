import { Network } from '@/features/network/components/Network'

export function NetworkRoute() {
  return <Network />
}
