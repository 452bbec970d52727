import { Link } from '@tanstack/react-router'
import type { Mou } from '@/api/types'
import { grouped } from '@/shared/files/fingerprint'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { Aside } from '@/shared/ui/Aside'
import { Facts } from '@/shared/ui/Facts'
import { Panel } from '@/shared/ui/Panel'
import { useMouRenewals } from '../api/mou'
import { publicStatuses } from '../api/search'
import { MouTimeline } from './MouTimeline'
import mous from './Mous.module.css'
import { Term } from './Term'

export function MouAside({ mou }: { mou: Mou }) {
  const { mous: t } = useT()
  const { verification_code: code, document_sha256: digest, supersedes_id: renewed } = mou
  return (
    <Aside label={t.facts}>
      <Panel>
        <h2>{t.facts}</h2>
        <Facts
          facts={[
            [t.number, mou.number ?? t.noNumber],
            [
              t.hub,
              <Link
                key="hub"
                to="/hubs/$slug"
                params={{ slug: mou.hub.slug }}
                lang={recordLanguage}
              >
                {mou.hub.name}
              </Link>,
            ],
            [t.period, <Term key="term" mou={mou} />],
            [t.code, code && <Code code={code} works={publicStatuses.includes(mou.status)} />],
            [t.digest, digest && <span className={mous.digest}>{grouped(digest)}</span>],
            [
              t.renews,
              renewed && (
                <Link to="/mous/$id" params={{ id: renewed }}>
                  {t.openMou}
                </Link>
              ),
            ],
            [t.renewals, <Renewals key="renewals" id={mou.id} />],
          ]}
        />
      </Panel>
      <Panel>
        <h2>{t.timeline}</h2>
        <MouTimeline id={mou.id} />
      </Panel>
    </Aside>
  )
}

/** It verifies nothing before everybody has signed. */
function Code({ code, works }: { code: string; works: boolean }) {
  return works ? (
    <Link to="/verify" search={{ code }}>
      {code}
    </Link>
  ) : (
    code
  )
}

function Renewals({ id }: { id: string }) {
  const { data } = useMouRenewals(id)
  const { mous: t } = useT()
  if (!data || data.items.length === 0) return '–'
  return data.items.map(({ id, number }) => (
    <Link key={id} to="/mous/$id" params={{ id }}>
      {number ?? t.noNumber}
    </Link>
  ))
}
