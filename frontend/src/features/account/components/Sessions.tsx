import { useT } from '@/shared/i18n/useT'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { ScrollTable } from '@/shared/ui/ScrollTable'
import { useSessions } from '../api/sessions'
import { EndAll } from './EndAll'
import { SessionRow } from './SessionRow'

export function Sessions() {
  const { account: t } = useT()
  const { data, error } = useSessions()
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={3} height={52} />
  return (
    <>
      <ScrollTable caption={t.sessionsTitle}>
        <thead>
          <tr>
            {[t.device, t.lastUsed, t.address, t.action].map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.items.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </tbody>
      </ScrollTable>
      <EndAll />
    </>
  )
}
