import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { DataTable } from '@/shared/ui/DataTable'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { useSessions } from '../api/sessions'
import { deviceName } from './deviceName'
import { EndAll } from './EndAll'
import { EndSession } from './EndSession'

export function Sessions() {
  const { account: t, common } = useT()
  const format = useFormat()
  const { data, error } = useSessions()
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={3} height={52} />
  return (
    <>
      <DataTable
        caption={t.sessionsTitle}
        columns={[
          { title: t.device, cell: (one) => deviceName(one.user_agent) ?? t.unknownDevice },
          {
            title: t.lastUsed,
            cell: (one) => (
              <time dateTime={one.last_used_at}>{format.dateTime(one.last_used_at)}</time>
            ),
          },
          { title: t.address, cell: (one) => one.address ?? common.none },
          { title: t.action, cell: (one) => <EndSession session={one} /> },
        ]}
        rows={data.items}
        rowKey={({ id }) => id}
      />
      <EndAll />
    </>
  )
}
