import { Button } from '@/shared/ui/Button'
import type { Session } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { Tag } from '@/shared/ui/Tag'
import { useEndSession } from '../api/sessions'
import { deviceName } from './deviceName'

export function SessionRow({ session }: { session: Session }) {
  const { account: t, common } = useT()
  const format = useFormat()
  const end = useEndSession()
  const device = deviceName(session.user_agent) ?? t.unknownDevice
  return (
    <tr>
      <th scope="row">{device}</th>
      <td>
        <time dateTime={session.last_used_at}>{format.dateTime(session.last_used_at)}</time>
      </td>
      <td>{session.address ?? common.none}</td>
      <td>
        {session.current ? (
          <Tag tone="accent">{t.current}</Tag>
        ) : (
          <Button
            variant="default"
            size="sm"
            loading={end.isPending}
            onClick={() => end.mutate(session.id)}
            aria-label={t.endSession(device)}
          >
            {t.end}
          </Button>
        )}
      </td>
    </tr>
  )
}
