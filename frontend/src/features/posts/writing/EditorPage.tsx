import { useCallback, useState, type ReactNode } from 'react'
import { may } from '@/api/allowed'
import type { Post, User } from '@/api/types'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useNamed } from '../api/pick'
import { handleOf, usePost } from '../api/post'
import type { NewPostSearch } from '../api/search'
import { emptyForm, formOf } from '../model/form'
import { useReading } from '../words/useReading'
import { useWriting } from '../words/useWriting'
import { Editor } from './Editor'

export interface EditorPageProps {
  user: User
  /** None for a post that has not been saved yet. */
  id: string | undefined
  prefill: NewPostSearch
  /** It has an address now; the page stays as it is. */
  onCreated: (post: Post) => void
  onPublished: (post: Post) => void
  signIn: ReactNode
}

export function EditorPage(props: EditorPageProps) {
  const { id, onCreated } = props
  // What began as new goes on under its address: the editor is not taken out of the writer's hands.
  const [begun, setBegun] = useState<string>()
  const [beganNew] = useState(id === undefined)
  const created = useCallback(
    (post: Post) => {
      setBegun(post.id)
      onCreated(post)
    },
    [onCreated],
  )
  if (id === undefined || (beganNew && id === begun)) return <New {...props} onCreated={created} />
  return <Old key={id} {...props} id={id} />
}

function New(props: EditorPageProps) {
  const { form: t } = useWriting()
  // Once begun, it stays: its address changes, and a session that ends must not take it away.
  const [{ prefill, user }] = useState(props)
  const { data, error } = useNamed(prefill)
  const title = prefill.kind === 'question' ? t.newQuestion : t.newTitle
  if (!may(user, 'write_post'))
    return (
      <Framed title={title}>
        <Notice tone="warn">{t.noWriting}</Notice>
      </Framed>
    )
  if (!data && !error)
    return (
      <Framed title={title}>
        <Lines count={6} height={44} />
      </Framed>
    )
  const form = {
    ...emptyForm,
    ...(data ?? {}),
    kind: prefill.kind ?? emptyForm.kind,
    // Only admins choose; everybody else writes for the hub of their institution.
    hub_id: may(user, 'form_hub') ? (prefill.hub ?? '') : '',
  }
  return <Editor {...props} title={title} form={form} />
}

function Old(props: EditorPageProps & { id: string }) {
  const { form: t } = useWriting()
  const query = usePost(props.id)
  // What the writing begins with is the server's latest; later answers must not disturb it.
  const [first, setFirst] = useState<Post>()
  if (!first && query.isFetchedAfterMount && query.data) setFirst(query.data)
  if (first && may(first, 'update')) {
    return <Editor {...props} title={t.editTitle} form={formOf(first)} post={first} />
  }
  return (
    <Framed title={t.editTitle}>
      {first ? (
        <Notice tone="warn">
          <p>{t.notYours}</p>
          <ButtonLink to="/posts/$slug" params={{ slug: handleOf(first) }} variant="default">
            {t.toPost}
          </ButtonLink>
        </Notice>
      ) : query.error ? (
        <Failure error={query.error} />
      ) : (
        <Lines count={6} height={44} />
      )}
    </Framed>
  )
}

function Framed({ title, children }: { title: string; children: ReactNode }) {
  const t = useReading()
  return (
    <div className="container">
      <PageHeading title={title} crumbs={[{ label: t.title, to: '/posts' }]} />
      {children}
    </div>
  )
}
