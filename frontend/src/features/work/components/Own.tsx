import type { ReactNode } from 'react'
import type { InnovationSummary, Status } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Section } from '@/shared/ui/Section'
import { useOwn } from '../api/waiting'
import { OnDevice, type UnsentDraft } from './OnDevice'
import { Tasks } from './Tasks'

/** Own innovations, by what they need next. */
export function Own({ unsent }: { unsent: UnsentDraft[] }) {
  const { work: t } = useDesk()
  const { data, error } = useOwn()
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
  const write = (
    <ButtonLink to="/innovations/new" variant="default">
      {t.newInnovation}
    </ButtonLink>
  )
  return (
    <>
      <Group
        title={t.revisions}
        lead={t.revisionsLead}
        empty={t.revisionsEmpty}
        here={here}
        list={those('revision_requested')}
      />
      <Group
        title={t.drafts}
        lead={t.draftsLead}
        empty={t.draftsEmpty}
        here={here}
        list={those('draft')}
        before={elsewhere.length > 0 && <OnDevice drafts={elsewhere} />}
        action={write}
      />
      <Group
        title={t.underway}
        lead={t.underwayLead}
        empty={t.underwayEmpty}
        here={here}
        list={those('submitted', 'in_review')}
      />
      {those('rejected').length > 0 && (
        <Group
          title={t.rejected}
          lead={t.rejectedLead}
          empty=""
          here={here}
          list={those('rejected')}
        />
      )}
    </>
  )
}

interface GroupProps {
  title: string
  lead: string
  empty: string
  list: InnovationSummary[]
  /** Those with text on this device that the server does not have. */
  here: Set<string>
  before?: ReactNode
  action?: ReactNode
}

function Group({ title, lead, empty, list, here, before, action }: GroupProps) {
  return (
    <Section title={title} lead={list.length > 0 ? lead : undefined}>
      {before}
      {list.length > 0 && <Tasks innovations={list} unsent={here} />}
      {list.length === 0 && !before && <Empty action={action}>{empty}</Empty>}
    </Section>
  )
}
