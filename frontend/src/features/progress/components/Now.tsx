import { useQuery } from '@tanstack/react-query'
import { may } from '@/api/allowed'
import type { Innovation, Status } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { duration } from '@/shared/desk/duration'
import { transitionsOptions } from '@/shared/desk/record'
import { StatusTag } from '@/shared/desk/StatusTag'
import { TransitionButtons } from '@/shared/desk/TransitionButtons'
import { useNow } from '@/shared/desk/useNow'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Facts } from '@/shared/ui/Facts'
import { Notice } from '@/shared/ui/Notice'
import { Panel } from '@/shared/ui/Panel'
import classes from './Progress.module.css'

export function Now({ record }: { record: Innovation }) {
  const { progress: t, common, draft } = useDesk()
  const format = useFormat()
  const now = useNow()
  const { data } = useQuery(transitionsOptions(record.id))
  const last = data?.items.at(-1)
  const since = last?.at ?? record.created_at
  const { status, slug } = record
  const answered = status === 'revision_requested' || status === 'rejected'
  const holder = status === 'in_review' && last?.by ? last.by.name : t.holders[status]
  return (
    <>
      <Path status={status} />
      {answered && last?.note && (
        <div className={classes.note}>
          <Notice tone="warn">
            <strong>{draft.revisionNote}</strong>
            <p className={classes.words} lang={recordLanguage}>
              {last.note}
            </p>
          </Notice>
        </div>
      )}
      <Panel>
        <Facts
          facts={[
            [t.now, <StatusTag key="status" status={status} />],
            [t.holder, holder],
            [t.since, `${format.dateTime(since)} (${t.waited(duration(since, now, common))})`],
            [t.next, t.nexts[status]],
          ]}
        />
        <div className={`${desk.buttons ?? ''} ${classes.actions ?? ''}`}>
          {may(record, 'update') && (
            <ButtonLink to="/innovations/$slug/edit" params={{ slug }} size="md">
              {t.edit}
            </ButtonLink>
          )}
          <TransitionButtons record={record} except={notHere} />
          <ButtonLink to="/innovations/$slug" params={{ slug }} size="md" variant="default">
            {t.view}
          </ButtonLink>
        </div>
      </Panel>
    </>
  )
}

// Reviewers have a page for these.
const notHere: readonly Status[] = ['in_review', 'revision_requested', 'rejected', 'published']

const path = ['draft', 'submitted', 'in_review', 'published'] as const

/** The straight way, with the present place in it. */
function Path({ status }: { status: Status }) {
  const { progress: t } = useDesk()
  const at =
    status === 'revision_requested' || status === 'rejected'
      ? 0
      : status === 'archived'
        ? 3
        : path.indexOf(status)
  return (
    <ol className={classes.path} aria-label={t.path}>
      {path.map((step, index) => (
        <li
          key={step}
          data-done={index < at || (index === at && step === 'published')}
          aria-current={index === at ? 'step' : undefined}
        >
          <span>{t.pathSteps[step]}</span>
        </li>
      ))}
    </ol>
  )
}
