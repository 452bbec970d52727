import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { VerifyPage } from '@/features/mous/components/VerifyPage'

const route = getRouteApi('/verify')

export function Verify() {
  const { code = '' } = route.useSearch()
  const navigate = useNavigate()
  return (
    <VerifyPage
      key={code}
      code={code}
      onCode={(next) =>
        void navigate({ to: '/verify', search: next ? { code: next } : {}, resetScroll: false })
      }
    />
  )
}
