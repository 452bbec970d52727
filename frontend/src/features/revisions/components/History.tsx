import { may } from '@/api/allowed'
import type { Innovation } from '@/api/types'
import { useRecord } from '@/shared/desk/record'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import type { ChangeWords } from '@/shared/revisions/Change'
import { linesOf } from '@/shared/revisions/compare'
import { RevisionList } from '@/shared/revisions/RevisionList'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import type { VocabularyName } from '@/shared/vocabulary/vocabulary'
import { useRestore, useRevisions } from '../api/revisions'

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

/** Fields that hold a code. */
const vocabularies: Partial<Record<string, VocabularyName>> = {
  sector: 'sectors',
  category: 'categories',
}

function useWords(): ChangeWords {
  const { draft, history: t } = useDesk()
  const { label } = useVocabulary()
  return {
    names: { ...draft.fields, owner_ids: t.owner_ids },
    say(field, value) {
      const vocabulary = vocabularies[field]
      return vocabulary && typeof value === 'string'
        ? { text: label(vocabulary, value), translated: true }
        : { text: linesOf(value) }
    },
  }
}
