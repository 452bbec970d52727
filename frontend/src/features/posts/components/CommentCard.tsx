import { lazy, Suspense, useState } from 'react'
import type { Comment, Post } from '@/api/types'
import { useReading } from '../words/useReading'
import { CommentHead } from './CommentHead'
import { CommentText } from './CommentText'
import classes from './Discussion.module.css'

// Visitors never fetch what they may not do.
const Tools = lazy(() => import('../desk/CommentTools'))
const EditComment = lazy(() => import('../desk/EditComment'))

interface Props {
  comment: Comment
  post: Post
}

export function CommentCard({ comment, post }: Props) {
  const { discussion: t } = useReading()
  const [editing, setEditing] = useState(false)
  const { state, allowed_actions: actions } = comment
  return (
    <article
      id={`comment-${comment.id}`}
      className={classes.comment}
      data-accepted={comment.accepted}
      data-state={state}
      tabIndex={-1}
      aria-label={comment.author?.name ?? t.goneName}
    >
      <CommentHead comment={comment} post={post} />
      {editing ? (
        <Suspense>
          <EditComment comment={comment} onDone={() => setEditing(false)} />
        </Suspense>
      ) : (
        <>
          <CommentText comment={comment} />
          {comment.useful_count > 0 && (
            <p className={classes.useful}>{t.useful(String(comment.useful_count))}</p>
          )}
        </>
      )}
      {actions && (actions.length > 0 || comment.edited_at) && (
        <Suspense>
          <Tools comment={comment} post={post} editing={editing} onEdit={() => setEditing(true)} />
        </Suspense>
      )}
    </article>
  )
}
