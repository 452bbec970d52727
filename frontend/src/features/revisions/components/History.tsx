import { useState } from 'react'
import type { Innovation } from '@/api/types'
import { Done } from '@/shared/desk/Done'
import { useRecord } from '@/shared/desk/record'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useRevisions } from '../api/revisions'
import classes from './History.module.css'
import { RevisionCard } from './RevisionCard'

export function History({ slug }: { slug: string }) {
  const { history: t, work } = useDesk()
  const { data, error } = useRecord(slug)
  return (
    <div className="container">
      <PageHeading
        title={t.title}
        lead={data ? <span lang={recordLanguage}>{data.title}</span> : t.lead}
        crumbs={[{ label: work.title, to: '/work' }]}
      />
      {error && !data && <Failure error={error} />}
      {!data && !error && <Lines count={5} height={90} />}
      {data && <Revisions record={data} />}
    </div>
  )
}

function Revisions({ record }: { record: Innovation }) {
  const { history: t } = useDesk()
  const { data, error } = useRevisions(record.id)
  const [restored, setRestored] = useState<number>()
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={5} height={90} />
  const revisions = data.items
  if (revisions.length === 0) return <Empty>{t.empty}</Empty>
  return (
    <>
      {restored !== undefined && <Done>{t.restored(restored)}</Done>}
      <ol className={classes.list}>
        {revisions.map((revision, index) => (
          <RevisionCard
            key={revision.version}
            record={record}
            revision={revision}
            latest={index === 0}
            onRestored={setRestored}
          />
        ))}
      </ol>
    </>
  )
}
