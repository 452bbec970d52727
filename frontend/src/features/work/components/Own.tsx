import type { ReactNode } from 'react'
import type { InnovationSummary, Status } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Section } from '@/shared/ui/Section'
import type { useOwn } from '../api/waiting'
import { OnDevice, type UnsentDraft } from './OnDevice'
import { Tasks } from './Tasks'

interface Props {
  list: ReturnType<typeof useOwn>
  unsent: UnsentDraft[]
}

/** Own innovations, by what they need next. */
export function Own({ list: { data, error }, unsent }: Props) {
  const { work: t } = useDesk()
  if (!data) {
    return (
      <>
        {error ? <Failure error={error} /> : <Lines count={4} height={72} />}
        {error && <OnDevice drafts={unsent} />}
      </>
    )
  }
  const here = new Set(unsent.map(({ id }) => id))
  const listed = new Set(data.items.map(({ id }) => id))
  const elsewhere = unsent.filter(({ id }) => !listed.has(id))
  const those = (...statuses: Status[]) =>
    data.items.filter(({ status }) => statuses.includes(status))
  return (
    <>
      <Group
        title={t.revisions}
        lead={t.revisionsLead}
        here={here}
        list={those('revision_requested')}
      />
      <Group
        title={t.drafts}
        lead={t.draftsLead}
        here={here}
        list={those('draft')}
        before={elsewhere.length > 0 && <OnDevice drafts={elsewhere} />}
      />
      <Group
        title={t.underway}
        lead={t.underwayLead}
        here={here}
        list={those('submitted', 'in_review')}
      />
      <Group title={t.rejected} lead={t.rejectedLead} here={here} list={those('rejected')} />
    </>
  )
}

interface GroupProps {
  title: string
  lead: string
  list: InnovationSummary[]
  /** Those with text on this device that the server does not have. */
  here: Set<string>
  before?: ReactNode
}

/** Where there is something in it. */
function Group({ title, lead, list, here, before }: GroupProps) {
  if (list.length === 0 && !before) return null
  return (
    <Section title={title} lead={list.length > 0 ? lead : undefined}>
      {before}
      {list.length > 0 && <Tasks innovations={list} unsent={here} />}
    </Section>
  )
}
