import { Link } from '@tanstack/react-router'
import type { Post } from '@/api/types'
import { Icon } from '@/shared/ui/Icon'
import { useComment } from '../api/comments'
import { handleOf } from '../api/post'
import { useReading } from '../words/useReading'
import { CommentHead } from './CommentHead'
import { CommentText } from './CommentText'
import classes from './Discussion.module.css'

/** First what answers the question, wherever in the discussion it stands. */
export function AcceptedAnswer({ post }: { post: Post }) {
  const { discussion: t } = useReading()
  const id = post.accepted_comment_id
  const { data } = useComment(post.id, id)
  if (!id || !data) return null
  return (
    <section className={classes.accepted} aria-labelledby="accepted-answer">
      <h3 id="accepted-answer" className={classes.acceptedTitle}>
        <Icon name="continuing" />
        {t.accepted}
      </h3>
      <CommentHead comment={{ ...data, accepted: false }} post={post} />
      <CommentText comment={data} />
      <p data-screen-only>
        <Link
          to="/posts/$slug"
          params={{ slug: handleOf(post) }}
          hash={`comment-${id}`}
          resetScroll={false}
        >
          {t.toPlace}
        </Link>
      </p>
    </section>
  )
}
