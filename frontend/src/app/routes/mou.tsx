import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { MouView } from '@/features/mous/components/MouView'

const route = getRouteApi('/mous/$id')

export function MouRoute() {
  const { id } = route.useParams()
  const navigate = useNavigate()
  return (
    <MouView
      key={id}
      id={id}
      onRenewed={(mou) => void navigate({ to: '/mous/$id', params: { id: mou.id } })}
    />
  )
}
