import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { Revision } from '@/api/types'
import { Done } from '../desk/Done'
import { useDesk } from '../i18n/desk'
import { Empty } from '../ui/Empty'
import { Failure } from '../ui/Failure'
import { Lines } from '../ui/Lines'
import type { ChangeWords } from './Change'
import { RevisionCard } from './RevisionCard'
import classes from './Revisions.module.css'

interface Props {
  list: { data?: { items: Revision[] } | undefined; error: Error | null }
  words: ChangeWords
  mayRestore: boolean
  restore: UseMutationResult<unknown, Error, number>
}

/** Every edit of a record, the newest first, with what it changed. */
export function RevisionList({ list: { data, error }, ...rest }: Props) {
  const { history: t } = useDesk()
  const [restored, setRestored] = useState<number>()
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={5} height={90} />
  if (data.items.length === 0) return <Empty>{t.empty}</Empty>
  return (
    <>
      {restored !== undefined && <Done>{t.restored(restored)}</Done>}
      <ol className={classes.list}>
        {data.items.map((revision, index) => (
          <RevisionCard
            key={revision.version}
            revision={revision}
            latest={index === 0}
            onRestored={setRestored}
            {...rest}
          />
        ))}
      </ol>
    </>
  )
}
