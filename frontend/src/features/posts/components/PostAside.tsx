import { Link } from '@tanstack/react-router'
import type { Post } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Aside } from '@/shared/ui/Aside'
import { Button } from '@/shared/ui/Button'
import { Facts } from '@/shared/ui/Facts'
import { Icon } from '@/shared/ui/Icon'
import { Panel } from '@/shared/ui/Panel'
import { useReading } from '../words/useReading'
import classes from './Post.module.css'

export function PostAside({ post }: { post: Post }) {
  const t = useReading()
  const format = useFormat()
  const { published_at: published, updated_at: updated } = post
  const edited = updated.slice(0, 10) !== published?.slice(0, 10)
  return (
    <Aside label={t.facts}>
      <Panel>
        <h2>{t.facts}</h2>
        <Facts
          facts={[
            [t.published, published && format.dateTime(published)],
            [t.updated, edited && format.dateTime(updated)],
            [t.tags, post.tags.length > 0 && <Tags tags={post.tags} />],
          ]}
        />
        <div className={classes.print} data-screen-only>
          <Button
            variant="default"
            leftSection={<Icon name="print" />}
            onClick={() => window.print()}
          >
            {t.print}
          </Button>
        </div>
      </Panel>
      {post.innovations.length > 0 && (
        <Panel>
          <h2>{t.innovations}</h2>
          <ul className={classes.links} lang={recordLanguage}>
            {post.innovations.map(({ id, title, url }) => (
              <li key={id}>
                <Link to="/innovations/$slug" params={{ slug: lastPart(url) }}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {post.events.length > 0 && (
        <Panel>
          <h2>{t.events}</h2>
          <ul className={classes.links} lang={recordLanguage}>
            {post.events.map(({ id, title, url }) => (
              <li key={id}>
                <Link to="/events/$id" params={{ id: lastPart(url) }}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Aside>
  )
}

const lastPart = (url: string) => url.split('/').pop() ?? url

function Tags({ tags }: { tags: string[] }) {
  return (
    <ul className={classes.tagLinks} lang={recordLanguage}>
      {tags.map((tag) => (
        <li key={tag}>
          <Link to="/posts" search={{ tag }}>
            {tag}
          </Link>
        </li>
      ))}
    </ul>
  )
}
