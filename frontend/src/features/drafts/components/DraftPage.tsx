import { useCallback, useState, type ReactNode } from 'react'
import { may } from '@/api/allowed'
import { isProblem } from '@/api/problem'
import type { Innovation, User } from '@/api/types'
import { newKey } from '@/shared/desk/newKey'
import { useDesk } from '@/shared/i18n/desk'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useRecord } from '@/shared/desk/record'
import { useHomeInstitution } from '../api/server'
import { newName, unsentDrafts } from '../model/keep'
import { openNew, openRecord, unsentFor } from '../model/open'
import type { Step } from '../model/stepNames'
import { Closed } from './Closed'
import { Editor } from './Editor'
import { keepOf } from './keepOf'
import { Unsent } from './Unsent'

export interface DraftPageProps {
  user: User
  /** None for an innovation that has not been saved yet. */
  slug: string | undefined
  /** Which of those that have not reached the server. */
  kept: string | undefined
  step: Step
  /** It has an address now; the page stays as it is. */
  onCreated: (record: Innovation) => void
  onStep: (step: Step) => void
  onSubmitted: (record: Innovation) => void
  onGone: () => void
  signIn: ReactNode
}

export function DraftPage(props: DraftPageProps) {
  const { slug, onCreated } = props
  // What began as new goes on under its address: the editor is not taken out of the writer's hands.
  const [begun, setBegun] = useState<string>()
  const [beganNew] = useState(slug === undefined)
  const created = useCallback(
    (record: Innovation) => {
      setBegun(record.slug)
      onCreated(record)
    },
    [onCreated],
  )
  if (slug === undefined || (beganNew && slug === begun)) {
    return <NewDraft {...props} onCreated={created} />
  }
  return <OldDraft key={slug} {...props} slug={slug} />
}

function NewDraft(props: DraftPageProps) {
  const { draft: t } = useDesk()
  const { user } = props
  const { institution } = user
  const { data, error } = useHomeInstitution(institution?.code)
  const [hubId, setHubId] = useState<string>()
  const known = institution === null || data !== undefined
  // Who forms hubs writes for all of them.
  const writes = Boolean(data?.hub) || may(user, 'form_hub')
  // Known once, it stays: a session that ends must not take the editor away.
  if (hubId === undefined && known && writes) setHubId(data?.hub?.id ?? '')
  if (hubId !== undefined) {
    return <Editor {...props} open={() => openUnsent(user, hubId, props.kept)} />
  }
  if (error && !data) return <Failing error={error} title={t.newTitle} />
  if (!known) return <Loading title={t.newTitle} />
  return (
    <div className="container">
      <PageHeading title={t.newTitle} />
      <Notice tone="warn">{t.noHub}</Notice>
    </div>
  )
}

/** The one that was asked for, or the latest that has not reached the server, or an empty one. */
function openUnsent(user: User, hubId: string, kept: string | undefined) {
  const keep = keepOf(user)
  const drafts = unsentDrafts(keep)
  const draft = drafts.find(({ id }) => id === kept) ?? drafts[0]
  return openNew(keep, hubId, draft?.id ?? newName(newKey()))
}

function OldDraft(props: DraftPageProps & { slug: string }) {
  const { draft: t } = useDesk()
  const query = useRecord(props.slug)
  // What the writing begins with is the server's latest; later answers must not disturb it.
  const [first, setFirst] = useState<Innovation>()
  if (!first && query.isFetchedAfterMount && query.data) setFirst(query.data)
  if (first && !may(first, 'update')) return <Closed record={first} user={props.user} />
  if (first) return <Editor {...props} open={() => openRecord(keepOf(props.user), first)} />
  if (query.error) {
    return (
      <Failing error={query.error} title={t.editTitle}>
        {isProblem(query.error, 404) && (
          <Unsent user={props.user} find={(keep) => unsentFor(keep, props.slug)} />
        )}
      </Failing>
    )
  }
  return <Loading title={t.editTitle} />
}

interface FailingProps {
  error: unknown
  title: string
  children?: ReactNode
}

const Failing = ({ error, title, children }: FailingProps) => (
  <div className="container">
    <PageHeading title={title} />
    <Failure error={error} />
    {children}
  </div>
)

const Loading = ({ title }: { title: string }) => (
  <div className="container">
    <PageHeading title={title} />
    <Lines count={6} height={44} />
  </div>
)
