import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'
import { grouped } from '@/shared/files/fingerprint'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { Facts } from '@/shared/ui/Facts'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { Section } from '@/shared/ui/Section'

/** Whether history is what it was: the server verifies the whole chain anew. */
export function Chain() {
  const { chain: t } = useDesk()
  const format = useFormat()
  const { data, error } = useQuery({
    queryKey: ['audit', 'chain'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/audit-chain', { signal })),
    staleTime: 0,
  })
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={4} />
  const { broken, newest } = data
  return (
    <>
      <Section title={t.title} lead={t.lead}>
        {broken ? (
          <Notice tone="bad" live>
            {t.broken(format.number(broken.place))} {broken.fault} {broken.event_id}
          </Notice>
        ) : (
          <Notice tone="good">{t.sound}</Notice>
        )}
        <Facts
          facts={[
            [t.sealed, format.number(data.sealed)],
            [t.unsealed, format.number(data.unsealed)],
            [t.head, newest && <Seal seal={newest} />],
          ]}
        />
      </Section>
      <Published />
    </>
  )
}

interface SealProps {
  seal: { place: number; hash: string; sealed_at: string }
}

function Seal({ seal: { place, hash, sealed_at } }: SealProps) {
  const format = useFormat()
  return (
    <>
      {format.number(place)} · <time dateTime={sealed_at}>{format.dateTime(sealed_at)}</time>
      <br />
      <code>{grouped(hash)}</code>
    </>
  )
}

function Published() {
  const { chain: t } = useDesk()
  const format = useFormat()
  const { data } = useQuery({
    queryKey: ['audit', 'seal'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/audit-seal', { signal })),
  })
  if (!data) return null
  return (
    <Section title={t.published} lead={t.publishedHint}>
      {data.daily ? (
        <Facts
          facts={[
            [t.day, format.date(data.day)],
            [t.head, <Seal key="seal" seal={data.daily} />],
          ]}
        />
      ) : (
        <p>{t.none}</p>
      )}
    </Section>
  )
}
