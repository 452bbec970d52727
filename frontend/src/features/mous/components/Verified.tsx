import type { ReactNode } from 'react'
import type { Verification } from '@/api/types'
import { grouped } from '@/shared/files/fingerprint'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { Facts } from '@/shared/ui/Facts'
import { Notice } from '@/shared/ui/Notice'
import { Panel } from '@/shared/ui/Panel'
import { standing } from '../model/force'
import { FileCheck } from './FileCheck'
import mous from './Mous.module.css'
import { MouStatusTag } from './MouStatusTag'
import { nameOf } from './names'
import { Term } from './Term'
import classes from './Verify.module.css'

export function Verified({ mou }: { mou: Verification }) {
  const { verification: t, mous: words } = useT()
  const now = standing(mou)
  const format = useFormat()
  const digest = (sha256: string) => <span className={mous.digest}>{grouped(sha256)}</span>
  return (
    <div className={classes.result}>
      {now === 'in_force' && <Notice tone="good">{t.inForce}</Notice>}
      {now === 'to_come' && (
        <Notice tone="info">{t.inForceFrom(format.date(mou.starts_on))}</Notice>
      )}
      {now !== 'in_force' && now !== 'to_come' && (
        <Notice tone="warn">{t.notInForce(words.statuses[now])}</Notice>
      )}
      <Panel>
        <h2 lang={recordLanguage}>{mou.title}</h2>
        <Facts
          facts={[
            [words.number, mou.number],
            [words.columns.state, <MouStatusTag key="status" mou={mou} />],
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
