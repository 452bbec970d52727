import { useState } from 'react'
import { may } from '@/api/allowed'
import type { Comment, Post } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { useAccept, useFindUseful } from '../api/answering'
import { useReading } from '../words/useReading'
import { useWriting } from '../words/useWriting'
import classes from './Desk.module.css'
import { Edits } from './Edits'
import { HideComment } from './HideComment'
import { RemoveComment } from './RemoveComment'
import { Report } from './Report'
import WriteComment from './WriteComment'

interface Props {
  comment: Comment
  post: Post
  editing: boolean
  onEdit: () => void
}

/** Below a comment: what the server lets this reader do with it. */
export default function CommentTools({ comment, post, editing, onEdit }: Props) {
  const t = useWriting().comment
  const { discussion } = useReading()
  const [replying, setReplying] = useState(false)
  const name = comment.author?.name ?? discussion.goneName
  return (
    <>
      <div className={classes.tools} role="group" aria-label={t.actionsOf(name)} data-screen-only>
        <Given comment={comment} />
        {may(comment, 'reply') && may(post, 'comment') && (
          <Button
            variant="subtle"
            aria-expanded={replying}
            aria-label={t.replyTo(name)}
            onClick={() => setReplying(!replying)}
          >
            {t.reply}
          </Button>
        )}
        {may(comment, 'update') && !editing && (
          <Button variant="subtle" onClick={onEdit}>
            {t.edit}
          </Button>
        )}
        {may(comment, 'delete') && <RemoveComment comment={comment} />}
        {(may(comment, 'hide') || may(comment, 'unhide')) && <HideComment comment={comment} />}
        {may(comment, 'report') && <Report subject={{ comment_id: comment.id }} size="sm" />}
        {may(comment, 'appeal') && <Report subject={{ comment_id: comment.id }} size="sm" appeal />}
        {comment.edited_at && comment.author && <Edits id={comment.id} />}
      </div>
      {replying && <WriteComment post={post} to={comment} onDone={() => setReplying(false)} />}
    </>
  )
}

/** What is given with one press, and taken back with another. */
function Given({ comment }: { comment: Comment }) {
  const t = useWriting().comment
  const words = useT()
  const useful = useFindUseful(comment)
  const accept = useAccept(comment)
  const error = useful.error ?? accept.error
  return (
    <>
      {may(comment, 'react') && (
        <Button
          variant={comment.useful_to_me ? 'filled' : 'default'}
          aria-pressed={comment.useful_to_me}
          loading={useful.isPending}
          onClick={() => useful.mutate(!comment.useful_to_me)}
        >
          {t.useful}
        </Button>
      )}
      {may(comment, 'accept') && (
        <Button
          variant="default"
          loading={accept.isPending}
          onClick={() => accept.mutate(!comment.accepted)}
        >
          {comment.accepted ? t.unaccept : t.accept}
        </Button>
      )}
      {error && (
        <Notice tone="bad" live>
          {explain(error, words).text}
        </Notice>
      )}
    </>
  )
}
