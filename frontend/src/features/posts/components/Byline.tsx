import { Link } from '@tanstack/react-router'
import type { Post } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Tag } from '@/shared/ui/Tag'
import { useReading } from '../words/useReading'
import classes from './Post.module.css'
import { PostStatusTag } from './PostStatusTag'

/** What kind of post it is, by whom, for which hub, and when. */
export function Byline({ post }: { post: Post }) {
  const t = useReading()
  const format = useFormat()
  const { kind, status, author, hub, published_at: at, locked, answered } = post
  return (
    <div className={classes.byline}>
      <p className={classes.tags}>
        <Tag tone="accent">{t.kinds[kind]}</Tag>
        {status !== 'published' && <PostStatusTag status={status} />}
        {kind === 'question' && status === 'published' && (
          <Tag tone={answered ? 'good' : 'warn'} icon={answered ? 'continuing' : undefined}>
            {answered ? t.answered : t.unansweredTag}
          </Tag>
        )}
        {locked && <Tag icon="stopped">{t.locked}</Tag>}
      </p>
      <p className={classes.meta}>
        <Link to="/posts" search={{ author_id: author.id }}>
          {author.name}
        </Link>
        {hub && (
          <Link to="/hubs/$slug" params={{ slug: hub.slug }} lang={recordLanguage}>
            {hub.name}
          </Link>
        )}
        {at && <time dateTime={at}>{format.date(at)}</time>}
      </p>
    </div>
  )
}
