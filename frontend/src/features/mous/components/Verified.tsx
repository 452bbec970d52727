import type { ReactNode } from 'react'
import type { Verification } from '@/api/types'
import { grouped } from '@/shared/files/fingerprint'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { Facts } from '@/shared/ui/Facts'
import { Notice } from '@/shared/ui/Notice'
import { Panel } from '@/shared/ui/Panel'
import { FileCheck } from './FileCheck'
import mous from './Mous.module.css'
import { MouStatusTag } from './MouStatusTag'
import { nameOf } from './names'
import { Term } from './Term'
import classes from './Verify.module.css'

export function Verified({ mou }: { mou: Verification }) {
  const { verification: t, mous: words } = useT()
  const inForce = mou.status === 'signed'
  const digest = (sha256: string) => <span className={mous.digest}>{grouped(sha256)}</span>
  return (
    <div className={classes.result}>
      <Notice tone={inForce ? 'good' : 'warn'}>
        {inForce ? t.inForce : t.notInForce(words.statuses[mou.status])}
      </Notice>
      <Panel>
        <h2 lang={recordLanguage}>{mou.title}</h2>
        <Facts
          facts={[
            [words.number, mou.number],
            [words.columns.state, <MouStatusTag key="status" status={mou.status} />],
            [
              words.parties,
              <ul key="parties" className={mous.parties} lang={recordLanguage}>
                {mou.parties.map(({ id, name }) => (
                  <li key={id}>{name}</li>
                ))}
              </ul>,
            ],
            [words.period, <Term key="term" mou={mou} />],
            [t.document, mou.document_sha256 && digest(mou.document_sha256)],
            ...mou.artefacts.map(({ institution_id, sha256 }): [string, ReactNode] => [
              t.copyOf(nameOf(mou, institution_id)),
              digest(sha256),
            ]),
          ]}
        />
      </Panel>
      <FileCheck mou={mou} />
    </div>
  )
}
