import { useState } from 'react'
import { may } from '@/api/allowed'
import { isProblem } from '@/api/problem'
import type { Innovation, Revision } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { Tag } from '@/shared/ui/Tag'
import { useRestore } from '../api/revisions'
import { Change } from './Change'
import classes from './History.module.css'

interface Props {
  record: Innovation
  revision: Revision
  latest: boolean
  onRestored: (version: number) => void
}

export function RevisionCard({ record, revision, latest, onRestored }: Props) {
  const { history: t, common } = useDesk()
  const format = useFormat()
  const restore = useRestore(record)
  const [asking, setAsking] = useState(false)
  const { version, kind, by, at, changes, restored_version: from } = revision
  const clash = isProblem(restore.error, 412)
  return (
    <li className={classes.revision}>
      <div className={classes.head}>
        <div>
          <h2>{t.version(version)}</h2>
          <p className={classes.facts}>
            <Tag>
              {t.kinds[kind]}
              {from ? ` ${t.restoredFrom(from)}` : ''}
            </Tag>
            <span>{by?.name ?? t.system}</span>
            <time dateTime={at}>{format.dateTime(at)}</time>
          </p>
        </div>
        {!latest && may(record, 'restore') && (
          <Button variant="default" onClick={() => setAsking(true)}>
            {t.restore}
            <span className="sr-only"> ({t.version(version)})</span>
          </Button>
        )}
      </div>
      {changes.length === 0 ? (
        <p className={classes.facts}>{t.nothing}</p>
      ) : (
        <details open={latest}>
          <summary>{t.changes(changes.length)}</summary>
          <dl className={classes.changes}>
            {changes.map((change) => (
              <Change key={change.field} change={change} />
            ))}
          </dl>
        </details>
      )}
      {asking && (
        <Confirm
          title={t.restore}
          text={clash ? common.changedMeanwhile : t.restoreAsk(version)}
          yes={t.restoreYes}
          pending={restore.isPending}
          error={clash ? null : restore.error}
          onYes={() =>
            restore.mutate(version, {
              onSuccess: () => {
                setAsking(false)
                onRestored(version)
              },
            })
          }
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  )
}
