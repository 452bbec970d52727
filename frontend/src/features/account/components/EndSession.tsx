import type { Session } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { Tag } from '@/shared/ui/Tag'
import { useEndSession } from '../api/sessions'
import { deviceName } from './deviceName'

export function EndSession({ session }: { session: Session }) {
  const { account: t } = useT()
  const end = useEndSession()
  if (session.current) return <Tag tone="accent">{t.current}</Tag>
  return (
    <Button
      variant="default"
      loading={end.isPending}
      onClick={() => end.mutate(session.id)}
      aria-label={t.endSession(deviceName(session.user_agent) ?? t.unknownDevice)}
    >
      {t.end}
    </Button>
  )
}
