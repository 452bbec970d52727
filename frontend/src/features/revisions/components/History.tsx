import { may } from '@/api/allowed'
import type { Innovation } from '@/api/types'
import { NotForYou } from '@/shared/desk/NotForYou'
import { useRecord } from '@/shared/desk/record'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import type { ChangeWords } from '@/shared/revisions/Change'
import { RevisionList } from '@/shared/revisions/RevisionList'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { useRestore, useRevisions } from '../api/revisions'
import { sayWith } from '../model/say'

export function History({ slug }: { slug: string }) {
  const { history: t, work } = useDesk()
  const { data, error } = useRecord(slug)
  if (data && !may(data, 'read_revisions')) return <NotForYou />
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
  const words = useWords()
  return (
    <RevisionList
      list={useRevisions(record.id)}
      words={words}
      mayRestore={may(record, 'restore')}
      restore={useRestore(record)}
    />
  )
}

function useWords(): ChangeWords {
  const { draft, history } = useDesk()
  const { innovation } = useT()
  const { label } = useVocabulary()
  const format = useFormat()
  return {
    names: { ...draft.fields, owner_ids: history.owner_ids },
    say: sayWith({ label, format, innovation, draft }),
  }
}
