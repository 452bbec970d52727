import type { ReactNode } from 'react'
import type { InnovationSummary, Status } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Section } from '@/shared/ui/Section'
import { useOwn } from '../api/waiting'
import { Tasks } from './Tasks'

/** Own innovations, by what they need next. */
export function Own({ onDevice }: { onDevice: ReactNode }) {
  const { work: t } = useDesk()
  const { data, error } = useOwn()
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={4} height={72} />
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
        list={those('revision_requested')}
      />
      <Group
        title={t.drafts}
        lead={t.draftsLead}
        empty={t.draftsEmpty}
        list={those('draft')}
        before={onDevice}
        action={write}
      />
      <Group
        title={t.underway}
        lead={t.underwayLead}
        empty={t.underwayEmpty}
        list={those('submitted', 'in_review')}
      />
      {those('rejected').length > 0 && (
        <Group title={t.rejected} lead={t.rejectedLead} empty="" list={those('rejected')} />
      )}
    </>
  )
}

interface GroupProps {
  title: string
  lead: string
  empty: string
  list: InnovationSummary[]
  before?: ReactNode
  action?: ReactNode
}

function Group({ title, lead, empty, list, before, action }: GroupProps) {
  return (
    <Section title={title} lead={list.length > 0 ? lead : undefined}>
      {before}
      {list.length > 0 ? <Tasks innovations={list} /> : <Empty action={action}>{empty}</Empty>}
    </Section>
  )
}
