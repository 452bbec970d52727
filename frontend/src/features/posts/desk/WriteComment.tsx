import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Comment, Post } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { useKept } from '@/shared/desk/useKept'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { useAddComment } from '../api/commenting'
import { useWriting } from '../words/useWriting'
import { CommentField } from './CommentField'
import classes from './Desk.module.css'

interface Props {
  post: Post
  /** What it replies to. */
  to?: Comment
  onDone?: () => void
}

/** Writes a comment or a reply; until it is sent this device keeps it. */
export default function WriteComment({ post, to, onDone }: Props) {
  const t = useWriting().comment
  const words = useT()
  const kept = useKept(`comment.${post.id}.${to?.id ?? ''}`, () => '')
  const add = useAddComment(post)
  const [empty, setEmpty] = useState(false)
  const body = kept.value.trim()
  const question = post.kind === 'question'
  const label = to ? t.replyLabel(to.author?.name ?? '') : question ? t.answerLabel : t.label
  const refused = isProblem(add.error, 422) ? add.error.about('/body') : undefined

  function send() {
    setEmpty(body === '')
    if (body === '') document.getElementById(idOf(to))?.focus()
    else if (!add.isPending) {
      const parent = to ? { parent_id: to.id } : {}
      add.mutate(
        { body, ...parent },
        {
          onSuccess: () => {
            kept.done('')
            onDone?.()
          },
        },
      )
    }
  }

  return (
    <form
      className={classes.write}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <CommentField
        id={idOf(to)}
        label={label}
        value={kept.value}
        error={empty && body === '' ? t.required : refused}
        onChange={(text) => kept.change(() => text)}
      />
      {add.error && !refused && (
        <Notice tone="bad" live>
          {explain(add.error, words).text}
        </Notice>
      )}
      <div className={desk.buttons}>
        <Button type="submit" size="md" loading={add.isPending}>
          {to ? t.sendReply : question ? t.sendAnswer : t.send}
        </Button>
        {to && (
          <Button size="md" variant="subtle" onClick={onDone}>
            {t.cancel}
          </Button>
        )}
      </div>
      <p role="status">{add.isSuccess && body === '' ? t.sent : ''}</p>
    </form>
  )
}

const idOf = (to: Comment | undefined) => (to ? `reply-${to.id}` : 'write-comment')
