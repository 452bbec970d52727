import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Revision } from '@/api/types'
import { Confirm } from '../desk/Confirm'
import { useFormat } from '../format/useFormat'
import { useDesk } from '../i18n/desk'
import { Button } from '../ui/Button'
import { Tag } from '../ui/Tag'
import { Change, type ChangeWords } from './Change'
import { inOrder } from './compare'
import classes from './Revisions.module.css'

interface Props {
  revision: Revision
  words: ChangeWords
  latest: boolean
  mayRestore: boolean
  restore: UseMutationResult<unknown, Error, number>
  onRestored: (version: number) => void
}

export function RevisionCard(props: Props) {
  const { revision, words, latest, mayRestore, restore, onRestored } = props
  const { history: t, common } = useDesk()
  const format = useFormat()
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
        {!latest && mayRestore && (
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
            {inOrder(changes, Object.keys(words.names)).map((change) => (
              <Change key={change.field} change={change} words={words} />
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
