import { useEffect, useState } from 'react'
import type { Post } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { ErrorSummary } from '@/shared/desk/ErrorSummary'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useSkipTarget } from '@/shared/ui/skipTargets'
import { DeletePost } from '../desk/DeletePost'
import { isLive } from '../model/autosave'
import type { Field, PostForm } from '../model/form'
import { useReading } from '../words/useReading'
import { useWriting } from '../words/useWriting'
import { Banner } from './Banner'
import { EditorFields } from './EditorFields'
import type { EditorPageProps } from './EditorPage'
import { checkFor, fields, idOf, refusalOf, type Aim } from './faults'
import { Foot } from './Foot'
import classes from './Form.module.css'
import { useDraft } from './useDraft'

interface Props extends EditorPageProps {
  title: string
  form: PostForm
  post?: Post
}

export function Editor({ user, title, form: begin, post: first, ...props }: Props) {
  const { onCreated, onPublished, signIn } = props
  const skip = useSkipTarget('form')
  const { form: t } = useWriting()
  const { title: home } = useReading()
  const [draft, state] = useDraft(user.id, { form: begin, post: first })
  const [attempt, setAttempt] = useState<{ count: number; aim?: Aim }>({ count: 0 })
  const { form, post, refused } = state
  const created = post !== undefined && props.id === undefined ? post : undefined
  useEffect(() => {
    if (created) onCreated(created)
  }, [created, onCreated])

  const faults = checkFor(attempt.aim, form)
  const fault = (field: Field) => {
    const code = faults[field]
    if (code && (attempt.count > 0 || code !== 'required')) return t.faults[code]
    return code ? undefined : refusalOf(refused, field)
  }
  const problems = fields.flatMap((field) => {
    const text = fault(field)
    return text ? [{ id: idOf(field), text: `${t[field]}: ${text}` }] : []
  })

  /** Whether nothing stands in the way; if something does, the form says so. */
  function ready(aim?: Aim) {
    setAttempt({ count: attempt.count + 1, ...(aim ? { aim } : {}) })
    return Object.keys(checkFor(aim, form)).length === 0
  }

  return (
    <div className="container">
      <PageHeading
        title={title}
        lead={isLive(post) ? t.leadLive : t.lead}
        crumbs={[{ label: home, to: '/posts' }]}
      />
      <Banner draft={draft} state={state} signIn={signIn} />
      <form
        {...skip}
        className={classes.form}
        noValidate
        onSubmit={(event) => event.preventDefault()}
      >
        {attempt.count > 0 && <ErrorSummary attempt={attempt.count} problems={problems} />}
        <EditorFields user={user} draft={draft} state={state} fault={fault} />
        {post?.status === 'draft' && (
          <div className={desk.buttons}>
            <DeletePost post={post} onDone={() => draft.finish()} />
          </div>
        )}
        <Foot draft={draft} state={state} ready={ready} onPublished={onPublished} />
      </form>
    </div>
  )
}
