import { Link } from '@tanstack/react-router'
import type { PostSummary } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Tag } from '@/shared/ui/Tag'
import { handleOf } from '../api/post'
import { useReading } from '../words/useReading'
import classes from './PostCard.module.css'
import { PostStatusTag } from './PostStatusTag'

interface Props {
  post: PostSummary
  /** Own ones may be unpublished: say where they stand. */
  own?: boolean
}

export function PostCard({ post, own }: Props) {
  const t = useReading()
  const format = useFormat()
  const { kind, title, excerpt, hub, author, cover_url: cover } = post
  const at = post.published_at ?? post.updated_at
  return (
    <article className={classes.card} data-cover={cover !== null}>
      <div className={classes.body}>
        <p className={classes.tags}>
          <Tag tone="accent">{t.kinds[kind]}</Tag>
          {own && <PostStatusTag status={post.status} />}
          {kind === 'question' && post.status === 'published' && (
            <Tag
              tone={post.answered ? 'good' : 'warn'}
              icon={post.answered ? 'continuing' : undefined}
            >
              {post.answered ? t.answered : t.unansweredTag}
            </Tag>
          )}
        </p>
        <h3 className={classes.title} lang={recordLanguage}>
          <Link to="/posts/$slug" params={{ slug: handleOf(post) }}>
            {title}
          </Link>
        </h3>
        {excerpt && (
          <p className={classes.excerpt} lang={recordLanguage}>
            {excerpt}
          </p>
        )}
        <p className={classes.meta}>
          <span>{author.name}</span>
          {hub && <span lang={recordLanguage}>{hub.name}</span>}
          <time dateTime={at}>{format.date(at)}</time>
        </p>
        <p className={classes.meta}>
          <span>{t.comments(format.number(post.comment_count))}</span>
          <span>{t.useful(format.number(post.useful_count))}</span>
        </p>
      </div>
      {cover && <img className={classes.cover} src={cover} alt="" loading="lazy" />}
    </article>
  )
}
