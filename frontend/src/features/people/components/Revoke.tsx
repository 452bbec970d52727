import { useState } from 'react'
import type { Invitation } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { useRevoke } from '../api/people'

export function Revoke({ invitation }: { invitation: Invitation }) {
  const { people: t } = useDesk()
  const revoke = useRevoke()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button
        variant="danger"
        aria-label={t.revokeOf(invitation.name)}
        onClick={() => setAsking(true)}
      >
        {t.revoke}
      </Button>
      {asking && (
        <Confirm
          title={t.revokeOf(invitation.name)}
          text={t.revokeAsk(invitation.name)}
          yes={t.revokeYes}
          danger
          pending={revoke.isPending}
          error={revoke.error}
          onYes={() => revoke.mutate(invitation.id, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
