import { may } from '@/api/allowed'
import type { Mou } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { useInstitutions } from '@/shared/institutions/institutions'
import type { ChangeWords } from '@/shared/revisions/Change'
import { linesOf } from '@/shared/revisions/compare'
import { plainText } from '@/shared/revisions/plainText'
import { RevisionList } from '@/shared/revisions/RevisionList'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useRestoreMou } from '../api/changes'
import { useMou, useMouRevisions } from '../api/mou'

export function MouHistory({ id }: { id: string }) {
  const { history: t } = useDesk()
  const words = useT()
  const { data, error } = useMou(id)
  return (
    <div className="container">
      <PageHeading
        title={t.title}
        lead={data ? <span lang={recordLanguage}>{data.title}</span> : t.lead}
        crumbs={[{ label: words.mous.title, to: '/mous' }]}
      />
      {error && !data && <Failure error={error} />}
      {!data && !error && <Lines count={5} height={90} />}
      {data && <Revisions mou={data} />}
    </div>
  )
}

function Revisions({ mou }: { mou: Mou }) {
  const words = useWords(mou)
  return (
    <RevisionList
      list={useMouRevisions(mou.id)}
      words={words}
      mayRestore={may(mou, 'update')}
      restore={useRestoreMou(mou)}
    />
  )
}

const dates: readonly string[] = ['starts_on', 'ends_on']

interface PartyValue {
  institution_id: string
}

function useWords(mou: Mou): ChangeWords {
  const { mous } = useDesk()
  const format = useFormat()
  const { data: institutions = [] } = useInstitutions()
  const nameOf = (id: string) => institutions.find((one) => one.id === id)?.name ?? id
  return {
    names: { ...mous.form, hub_id: mous.form.hub },
    say(field, value) {
      if (field === 'hub_id') return { text: value ? mou.hub.name : '' }
      if (field === 'parties' && Array.isArray(value)) {
        return { text: (value as PartyValue[]).map((one) => nameOf(one.institution_id)).join('\n') }
      }
      if (dates.includes(field) && typeof value === 'string') {
        return { text: format.date(value), translated: true }
      }
      if (field === 'scope' && typeof value === 'string') return { text: plainText(value) }
      return { text: linesOf(value) }
    },
  }
}
