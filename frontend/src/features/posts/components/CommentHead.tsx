import { Link } from '@tanstack/react-router'
import type { Comment, Post } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { Tag } from '@/shared/ui/Tag'
import { handleOf } from '../api/post'
import { useReading } from '../words/useReading'
import classes from './Discussion.module.css'

/** By whom and when; the time is the comment's address. */
export function CommentHead({ comment, post }: { comment: Comment; post: Post }) {
  const { discussion: t } = useReading()
  const format = useFormat()
  const { author, created_at: at, edited_at, state, accepted, id } = comment
  return (
    <p className={classes.head}>
      {author && <strong>{author.name}</strong>}
      {author?.id === post.author.id && <Tag tone="note">{t.author}</Tag>}
      <Link
        to="/posts/$slug"
        params={{ slug: handleOf(post) }}
        hash={`comment-${id}`}
        resetScroll={false}
        aria-label={`${t.link(author?.name ?? t.goneName)}, ${format.dateTime(at)}`}
      >
        <time dateTime={at}>{format.dateTime(at)}</time>
      </Link>
      {edited_at && <span>({t.edited})</span>}
      {accepted && (
        <Tag tone="good" icon="continuing">
          {t.acceptedTag}
        </Tag>
      )}
      {state === 'hidden' && author && (
        <Tag tone="bad" icon="warning">
          {t.hiddenTag}
        </Tag>
      )}
    </p>
  )
}
