import { Link } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { FollowButton } from '@/shared/following/FollowButton'
import type { Followed, Subscription } from '@/shared/following/following'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { Section } from '@/shared/ui/Section'
import { SkipTo } from '@/shared/ui/SkipTo'
import { safePath } from '@/shared/url/safePath'
import { useAllFollowed } from '../api/following'
import classes from './Following.module.css'

const order: readonly Followed[] = ['hub', 'tag', 'innovation', 'author', 'post', 'saved_search']

export function FollowingPage() {
  const { following: t } = useDesk()
  return (
    <div className="container">
      <PageHeading title={t.title} lead={t.lead} />
      <SkipTo name="results">
        <List />
      </SkipTo>
    </div>
  )
}

function List() {
  const { following: t } = useDesk()
  const { common } = useT()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useAllFollowed()
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={4} height={56} />
  const all = data.pages.flatMap((page) => page.items)
  if (all.length === 0) {
    const action = <ButtonLink to="/posts">{t.toPosts}</ButtonLink>
    return <Empty action={action}>{t.empty}</Empty>
  }
  return (
    <>
      {order.map((type) => {
        const some = all.filter((one) => one.type === type)
        return some.length > 0 && <Group key={type} title={t.types[type]} items={some} />
      })}
      {hasNextPage && (
        <Button size="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {common.more}
        </Button>
      )}
    </>
  )
}

function Group({ title, items }: { title: string; items: Subscription[] }) {
  const { following: t } = useDesk()
  return (
    <Section title={title}>
      <ul className={classes.list}>
        {items.map((one) => (
          <li key={one.id}>
            {one.url ? (
              <Link to={safePath(one.url)} lang={recordLanguage}>
                {one.title}
              </Link>
            ) : (
              <span>{t.gone}</span>
            )}
            <FollowButton
              type={one.type}
              target={one.target}
              name={one.url ? one.title : t.gone}
              known={one}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}
