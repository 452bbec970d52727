import type { Post } from '@/api/types'
import type { Thread } from '../model/threads'
import { useReading } from '../words/useReading'
import { CommentCard } from './CommentCard'
import classes from './Discussion.module.css'

export function ThreadItem({ thread, post }: { thread: Thread; post: Post }) {
  const { discussion: t } = useReading()
  const { first, replies } = thread
  return (
    <li className={classes.thread}>
      {first && <CommentCard comment={first} post={post} />}
      {replies.length > 0 && (
        <ol className={classes.replies} aria-label={t.replies}>
          {replies.map((reply) => (
            <li key={reply.id}>
              <CommentCard comment={reply} post={post} />
            </li>
          ))}
        </ol>
      )}
    </li>
  )
}
